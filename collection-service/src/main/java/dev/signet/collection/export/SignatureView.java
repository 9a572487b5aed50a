package dev.signet.collection.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import java.time.Instant;

/** A flattened JWS and where it comes from. */
record SignatureView(
        RecordId recordId,
        BatchId batchId,
        KeyId keyId,
        Algorithm algorithm,
        long token,
        LeaseId leaseId,
        Instant signedAt,
        @JsonProperty("protected") String protectedHeader,
        String payload,
        String signature) {
    static SignatureView of(SignedRecord signed) {
        return new SignatureView(
                signed.id(),
                signed.batchId(),
                signed.keyId(),
                signed.algorithm(),
                signed.token(),
                signed.leaseId(),
                signed.signedAt(),
                signed.protectedHeader(),
                signed.payload().toBase64Url(),
                signed.signature().toBase64Url());
    }
}
