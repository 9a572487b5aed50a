package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * {@code PUT /internal/signatures} on collection-service, for one batch or many. The body is framed ({@link FrameWriter}): for each batch this
 * record as the head, then one signature per record in ascending order of record id. Repeating the call repeats the answer.
 *
 * @param traceparent the span (W3C Trace Context) that it is part of; a call for many batches has many
 */
public record StoreSignatures(
        BatchId batchId,
        LeaseId leaseId,
        KeyId keyId,
        long token,
        Algorithm algorithm,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> traceparent) {
    public StoreSignatures {
        requireNonNull(batchId, "batchId");
        requireNonNull(leaseId, "leaseId");
        requireNonNull(keyId, "keyId");
        requireNonNull(algorithm, "algorithm");
        requireNonNull(traceparent, "traceparent");
        if (token < 1) {
            throw new IllegalArgumentException("a token is a positive number, not " + token);
        }
    }

    /** Some that are part of no trace. */
    public StoreSignatures(BatchId batchId, LeaseId leaseId, KeyId keyId, long token, Algorithm algorithm) {
        this(batchId, leaseId, keyId, token, algorithm, Optional.empty());
    }

    /** The use of a key that made the signatures. */
    public KeyUse use() {
        return new KeyUse(keyId, token);
    }

    /**
     * The answer, always with status 200.
     *
     * @param outcomes one for each batch, in their order
     */
    public record Reply(List<Outcome> outcomes) {
        public Reply {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** What became of the signatures that were sent. */
    public enum Outcome {
        /** Committed, now or by an earlier try of the same call. */
        STORED,
        /** The batch was signed under another lease; these were dropped. */
        ALREADY_SIGNED,
        /** The lease was fenced: these can never be stored. */
        STALE,
        /** The batch was split or quarantined; these were dropped. */
        CLOSED_BATCH,
        /** There is no such batch, or they are not exactly one for each of its records; these were dropped. */
        REFUSED,
        /** One of them is not the key's signature of its record; these were dropped. */
        UNVERIFIED
    }
}
