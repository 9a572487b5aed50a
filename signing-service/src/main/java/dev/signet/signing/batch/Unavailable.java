package dev.signet.signing.batch;

/** A service this worker needs cannot be used now; nothing is wrong with the batch. */
class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Unavailable(String reason) {
        super(reason);
        this.reason = reason;
    }

    Unavailable(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
