package dev.signet.collection.export;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.platform.crypto.SigningInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A record's JWS (RFC 7515): what is stored, and what follows from it. */
record SignedRecord(
        RecordId id,
        BatchId batchId,
        KeyId keyId,
        Algorithm algorithm,
        long token,
        LeaseId leaseId,
        Instant signedAt,
        Bytes payload,
        Bytes signature) {
    /** The protected header, base64url; its bytes are exactly these, so it need not be stored. The record's id ties the signature to it. */
    String protectedHeader() {
        return SigningInput.protectedHeader(algorithm, keyId, id);
    }

    /** The bytes that were signed, which are ASCII. */
    byte[] signingInput() {
        return (protectedHeader() + "." + payload.toBase64Url()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The compact serialization, which is ASCII. */
    byte[] compact() {
        return (protectedHeader() + "." + payload.toBase64Url() + "." + signature.toBase64Url())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
