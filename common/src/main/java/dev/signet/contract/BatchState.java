package dev.signet.contract;

/** Where a batch stands. The first three can still be signed; the last three are final. */
public enum BatchState {
    /** Formed; not yet on the broker. */
    PLANNED,
    /** Its message was confirmed by the broker. */
    DISPATCHED,
    /** Nothing is wrong, it is only too early; due again later. */
    DEFERRED,
    SIGNED,
    /** One record that could not be signed, with its reason. */
    QUARANTINED,
    /** Split into two smaller batches. */
    SUPERSEDED;

    /** Whether signatures for it are still accepted. */
    public boolean isOpen() {
        return this == PLANNED || this == DISPATCHED || this == DEFERRED;
    }
}
