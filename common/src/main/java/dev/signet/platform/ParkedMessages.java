package dev.signet.platform;

import dev.signet.contract.ParkedMessage;

/** Where parked messages are kept as rows, so that they outlive the broker. Repeats are kept once. */
public interface ParkedMessages {
    void add(ParkedMessage message);
}
