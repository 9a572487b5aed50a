package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** {@code POST /internal/public-keys} on key-service: the public halves of these keys, at most {@link #MOST} of them. */
public record PublicKeys(List<KeyId> keyIds) {
    public static final int MOST = 100;

    public PublicKeys {
        keyIds = List.copyOf(keyIds);
        if (keyIds.size() > MOST) {
            throw new IllegalArgumentException("at most %d keys can be asked for at once".formatted(MOST));
        }
    }

    /** The answer: of those that there are, in any order. Who asks can tell by the thumbprint that each is the right one. */
    public record Reply(List<Known> keys) {
        public Reply {
            keys = List.copyOf(keys);
        }
    }

    /** @param publicKey a SubjectPublicKeyInfo */
    public record Known(KeyId keyId, Bytes publicKey) {
        public Known {
            requireNonNull(keyId, "keyId");
            requireNonNull(publicKey, "publicKey");
        }
    }
}
