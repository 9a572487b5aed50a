package dev.signet.system.network;

/** Sees the bytes that a pump has forwarded, and under which disturbance; it cannot change them. */
interface Tap {
    void forwarded(byte[] bytes, int from, int to, Spell spell);
}
