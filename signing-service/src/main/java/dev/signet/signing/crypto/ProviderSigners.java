package dev.signet.signing.crypto;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.RecordId;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Signs with the provider that was chosen at start. */
final class ProviderSigners implements RecordSigners {
    // ACCP gathers what Ed25519 is to sign in a buffer that takes no more.
    private static final int MOST_AT_ONCE = 1 << 20;
    private static final SigningProvider UNLIMITED = SigningProvider.of("Bouncy Castle", new BouncyCastleProvider());

    private final SigningProvider provider;

    ProviderSigners(SigningProvider provider) {
        this.provider = provider;
    }

    @Override
    public RecordSigner open(Algorithm algorithm, KeyId keyId, byte[] pkcs8) {
        try {
            var input = new SigningInput(algorithm, keyId);
            var signer = new JwsSigner(input, provider.signature(algorithm, pkcs8));
            return algorithm == Algorithm.ED25519
                    ? bySize(signer, new JwsSigner(input, UNLIMITED.signature(algorithm, pkcs8)))
                    : signer;
        } catch (GeneralSecurityException | ProviderException e) {
            throw new CannotSign("key %s cannot be used for %s".formatted(keyId, algorithm), e);
        }
    }

    private static RecordSigner bySize(RecordSigner usual, RecordSigner large) {
        return (id, payload) -> (payload.length() < MOST_AT_ONCE / 2 ? usual : large).sign(id, payload);
    }

    /** Reuses one signature object, which is ready for the next record once it has made a signature. */
    private record JwsSigner(SigningInput input, Signature signature) implements RecordSigner {
        @Override
        public byte[] sign(RecordId id, Bytes payload) {
            try {
                signature.update(input.header(id));
                var encoded = input.payload(payload.unsafeArray());
                signature.update(encoded, 0, input.length());
                return signature.sign();
            } catch (SignatureException | ProviderException | ArithmeticException e) {
                throw new CannotSign("record %s cannot be signed".formatted(id), e);
            }
        }
    }
}
