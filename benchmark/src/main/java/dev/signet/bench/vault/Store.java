package dev.signet.bench.vault;

/** Somewhere to put payloads and to get them back. */
interface Store extends AutoCloseable {
    /** What it takes to get it back. */
    Object put(byte[] payload) throws Exception;

    byte[] get(Object receipt) throws Exception;

    @Override
    void close();
}
