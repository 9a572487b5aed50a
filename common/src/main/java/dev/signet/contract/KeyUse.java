package dev.signet.contract;

import static java.util.Objects.requireNonNull;

/**
 * One use of a key: from its lease until its signatures are stored or never can be.
 *
 * @param token the fencing token; grows with every lease of the same key, so that a late holder can be told from the current one
 */
public record KeyUse(KeyId keyId, long token) {
    public KeyUse {
        requireNonNull(keyId, "keyId");
        if (token < 1) {
            throw new IllegalArgumentException("a token is a positive number, not " + token);
        }
    }
}
