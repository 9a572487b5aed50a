package dev.signet.collection.imports;

import dev.signet.collection.keyring.Keyring;

/** The lines differ from those that were stored under the same Idempotency-Key. */
final class IdempotencyKeyReused extends RuntimeException {
    private static final long serialVersionUID = 1;

    IdempotencyKeyReused(long stored) {
        super(
                ("%d lines were stored under this Idempotency-Key, and these do not begin with them; send the same lines, or choose"
                                + " another key.")
                        .formatted(stored));
    }

    /** The lines were stored for another keyring than this one. */
    IdempotencyKeyReused(Keyring asked) {
        super(
                "Lines were stored under this Idempotency-Key for another keyring than %s; name the same keyring, or choose another key."
                        .formatted(asked.name()));
    }
}
