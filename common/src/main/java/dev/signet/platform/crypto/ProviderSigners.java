package dev.signet.platform.crypto;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.RecordId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** Signs with the provider that was chosen at start. */
final class ProviderSigners implements RecordSigners {
    private final SigningProvider provider;

    ProviderSigners(SigningProvider provider) {
        this.provider = provider;
    }

    @Override
    public RecordSigner open(Algorithm algorithm, KeyId keyId, byte[] pkcs8) {
        try {
            var input = new SigningInput(algorithm, keyId);
            var signer = new JwsSigner(input, provider.signer(algorithm, pkcs8));
            return algorithm == Algorithm.ED25519 ? bySize(signer, LargeSigner.of(input, pkcs8)) : signer;
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new CannotSign("key %s cannot be used for %s".formatted(keyId, algorithm), e);
        }
    }

    private static RecordSigner bySize(RecordSigner usual, RecordSigner large) {
        return (id, payload) -> (payload.length() < SigningProvider.LARGE_PAYLOAD ? usual : large).sign(id, payload);
    }

    /** Bouncy Castle's, which takes any size; not by way of its provider, which derives the public key as soon as it reads a private one. */
    private record LargeSigner(SigningInput input, AsymmetricKeyParameter key) implements RecordSigner {
        static LargeSigner of(SigningInput input, byte[] pkcs8) throws IOException {
            return new LargeSigner(input, PrivateKeyFactory.createKey(pkcs8));
        }

        @Override
        public byte[] sign(RecordId id, Bytes payload) {
            var signer = new Ed25519Signer();
            signer.init(true, key);
            var header = input.header(id);
            signer.update(header, 0, header.length);
            var encoded = input.payload(payload.unsafeArray());
            signer.update(encoded, 0, input.length());
            return signer.generateSignature();
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
