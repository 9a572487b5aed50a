package dev.signet.cli.verify;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One line of the export: a record's signature as a flattened JWS (RFC 7515), with where it comes from.
 *
 * @param header the protected header, base64url
 */
record SignatureLine(
        long recordId,
        String batchId,
        String keyId,
        String algorithm,
        long token,
        String leaseId,
        @JsonProperty("protected") String header,
        String payload,
        String signature) {
    SignatureLine {
        batchId = orEmpty(batchId);
        keyId = orEmpty(keyId);
        algorithm = orEmpty(algorithm);
        leaseId = orEmpty(leaseId);
        header = orEmpty(header);
        payload = orEmpty(payload);
        signature = orEmpty(signature);
    }

    // A field that is missing is a finding about this record, not an end to the whole check.
    @SuppressWarnings("NullAway") // Jackson passes null for what the line leaves out
    private static String orEmpty(String field) {
        return field == null ? "" : field;
    }

    /** About how much memory it takes. */
    int weight() {
        return header.length() + payload.length() + signature.length();
    }
}
