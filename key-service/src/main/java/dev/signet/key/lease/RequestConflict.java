package dev.signet.key.lease;

/** A request id came before, with other contents. */
class RequestConflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    RequestConflict() {
        super("This requestId came before, for another batch or with another public key; use a new one.");
    }
}
