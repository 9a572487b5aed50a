package dev.signet.key.lease;

/** A lease is over, or must not go on. */
class LeaseGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseGone(String reason) {
        super(reason);
    }
}
