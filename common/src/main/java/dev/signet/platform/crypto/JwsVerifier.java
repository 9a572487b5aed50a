package dev.signet.platform.crypto;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;

/** Reuses one signature object, which is ready for the next record once it has checked a signature. */
record JwsVerifier(SigningInput input, Signature verifier) implements RecordVerifier {
    @Override
    public boolean verifies(RecordId id, Bytes payload, Bytes signature) {
        try {
            verifier.update(input.header(id));
            var encoded = input.payload(payload.unsafeArray());
            verifier.update(encoded, 0, input.length());
            return verifier.verify(signature.unsafeArray());
        } catch (SignatureException | ProviderException | ArithmeticException e) {
            return false; // what a provider cannot even read is none
        }
    }
}
