package dev.signet.signing.crypto;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.RecordId;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;

/** Signs with the provider that was chosen at start. */
final class ProviderSigners implements RecordSigners {
    private final SigningProvider provider;

    ProviderSigners(SigningProvider provider) {
        this.provider = provider;
    }

    @Override
    public RecordSigner open(Algorithm algorithm, KeyId keyId, byte[] pkcs8) {
        try {
            return new JwsSigner(new SigningInput(algorithm, keyId), provider.signature(algorithm, pkcs8));
        } catch (GeneralSecurityException | ProviderException e) {
            throw new CannotSign("key %s cannot be used for %s".formatted(keyId, algorithm), e);
        }
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
