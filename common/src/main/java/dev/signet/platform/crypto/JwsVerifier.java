package dev.signet.platform.crypto;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** Reuses one signature object, which is ready for the next record once it has checked a signature. */
record JwsVerifier(SigningInput input, Signature verifier, PublicKey key) implements RecordVerifier {
    @Override
    public boolean verifies(RecordId id, Bytes payload, Bytes signature) {
        try {
            verifier.update(input.header(id));
            var encoded = input.payload(payload.unsafeArray());
            verifier.update(encoded, 0, input.length());
            return verifier.verify(signature.unsafeArray());
        } catch (SignatureException | ProviderException | ArithmeticException e) {
            begin();
            return false; // what a provider cannot even read is none
        }
    }

    // After an exception some providers keep what they were given, and take it for the beginning of the next record.
    private void begin() {
        try {
            verifier.initVerify(key);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a key that was taken is not taken again", e);
        }
    }
}
