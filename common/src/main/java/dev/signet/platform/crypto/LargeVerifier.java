package dev.signet.platform.crypto;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.io.IOException;
import java.security.PublicKey;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Bouncy Castle's for Ed25519, which takes any size. */
record LargeVerifier(SigningInput input, AsymmetricKeyParameter key) implements RecordVerifier {
    static LargeVerifier of(SigningInput input, PublicKey key) {
        try {
            return new LargeVerifier(input, PublicKeyFactory.createKey(key.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("a key that was read cannot be read again", e);
        }
    }

    @Override
    public boolean verifies(RecordId id, Bytes payload, Bytes signature) {
        var verifier = new Ed25519Signer();
        verifier.init(false, key);
        var header = input.header(id);
        verifier.update(header, 0, header.length);
        var encoded = input.payload(payload.unsafeArray());
        verifier.update(encoded, 0, input.length());
        return verifier.verifySignature(signature.unsafeArray());
    }
}
