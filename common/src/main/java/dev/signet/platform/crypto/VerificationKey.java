package dev.signet.platform.crypto;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

/** A public key that is the one its id names, whoever it came from: the id is its thumbprint (RFC 7638). For many threads. */
public final class VerificationKey {
    private final KeyId id;
    private final Algorithm algorithm;
    private final PublicKey key;
    private final SigningProvider provider;

    private VerificationKey(KeyId id, Algorithm algorithm, PublicKey key, SigningProvider provider) {
        this.id = id;
        this.algorithm = algorithm;
        this.key = key;
        this.provider = provider;
    }

    /**
     * Throws an {@link IllegalArgumentException} when it is not the key that the id names.
     *
     * @param publicKey a SubjectPublicKeyInfo
     */
    public static VerificationKey of(KeyId id, Bytes publicKey, SigningProvider provider) {
        var jwk = Jwk.of(publicKey);
        if (!jwk.thumbprint().equals(id)) {
            throw new IllegalArgumentException(
                    "the public key that is said to be %s is %s".formatted(id, jwk.thumbprint()));
        }
        try {
            var algorithm = jwk.algorithm();
            return new VerificationKey(id, algorithm, provider.publicKey(algorithm, publicKey.unsafeArray()), provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key %s cannot be used".formatted(id), e);
        }
    }

    /** The one algorithm that it is used with. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** For one thread. */
    public RecordVerifier verifier() {
        try {
            var input = new SigningInput(algorithm, id);
            var usual = new JwsVerifier(input, provider.verifier(algorithm, key), key);
            return algorithm == Algorithm.ED25519 ? bySize(usual, LargeVerifier.of(input, key)) : usual;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("%s does not take key %s".formatted(provider.name(), id), e);
        }
    }

    private static RecordVerifier bySize(RecordVerifier usual, RecordVerifier large) {
        return (record, payload, signature) ->
                (payload.length() < SigningProvider.LARGE_PAYLOAD ? usual : large).verifies(record, payload, signature);
    }
}
