package dev.signet.contract;

import static java.util.Objects.requireNonNull;

/**
 * {@code PUT /internal/batches/{id}/signatures} on collection-service. The body is framed ({@link FrameWriter}): this record as the
 * head, then one signature per record in ascending order of record id. Repeating the call repeats the answer. Signatures that are not
 * exactly the batch's are a 422.
 */
public record StoreSignatures(LeaseId leaseId, KeyId keyId, long token, Algorithm algorithm) {
    public StoreSignatures {
        requireNonNull(leaseId, "leaseId");
        requireNonNull(keyId, "keyId");
        requireNonNull(algorithm, "algorithm");
        if (token < 1) {
            throw new IllegalArgumentException("a token is a positive number, not " + token);
        }
    }

    /** The answer, always with status 200. */
    public record Reply(Outcome outcome) {}

    /** What became of the signatures that were sent. */
    public enum Outcome {
        /** Committed, now or by an earlier try of the same call. */
        STORED,
        /** The batch was signed under another lease; these were dropped. */
        ALREADY_SIGNED,
        /** The lease was fenced: these can never be stored. */
        STALE,
        /** The batch was split or quarantined; these were dropped. */
        CLOSED_BATCH
    }
}
