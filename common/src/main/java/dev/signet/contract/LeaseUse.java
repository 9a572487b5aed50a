package dev.signet.contract;

import static java.util.Objects.requireNonNull;

/** A lease and the use of a key that it grants. */
public record LeaseUse(LeaseId leaseId, KeyId keyId, long token) {
    public LeaseUse {
        requireNonNull(leaseId, "leaseId");
        requireNonNull(keyId, "keyId");
        if (token < 1) {
            throw new IllegalArgumentException("a token is a positive number, not " + token);
        }
    }

    public KeyUse keyUse() {
        return new KeyUse(keyId, token);
    }
}
