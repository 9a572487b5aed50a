package dev.signet.platform.crypto;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;

/**
 * Opens private keys for signing. An installation that must refuse certain records, or a test, contributes a {@code @Primary} bean that wraps
 * this service's own.
 */
@FunctionalInterface
public interface RecordSigners {
    /**
     * A signer for one batch; throws {@link CannotSign} when the key is not one of the algorithm.
     *
     * @param pkcs8 the private key; the caller wipes it as soon as this returns
     */
    RecordSigner open(Algorithm algorithm, KeyId keyId, byte[] pkcs8);

    /** With the fastest provider that works on this machine. */
    static RecordSigners fastest() {
        return by(SigningProvider.fastest());
    }

    static RecordSigners by(SigningProvider provider) {
        return new ProviderSigners(provider);
    }
}
