package dev.signet.key.keyring;

/** An Idempotency-Key came with another request before. */
class IdempotencyKeyReused extends RuntimeException {
    private static final long serialVersionUID = 1;

    IdempotencyKeyReused() {
        super("This Idempotency-Key was used for another count or algorithm; use a new one for a new request.");
    }
}
