package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * {@code PUT /internal/signatures} on collection-service, for one batch or many. The body is framed ({@link FrameWriter}): for each batch this
 * record as the head, then one signature per record in ascending order of record id. Repeating the call repeats the answer.
 *
 * @param grant key-service's word that this is so
 * @param traceparent the span (W3C Trace Context) that it is part of; a call for many batches has many
 */
public record StoreSignatures(
        BatchId batchId,
        LeaseId leaseId,
        KeyId keyId,
        long token,
        Algorithm algorithm,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Envelope> grant,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> traceparent) {
    public StoreSignatures {
        requireNonNull(batchId, "batchId");
        requireNonNull(leaseId, "leaseId");
        requireNonNull(keyId, "keyId");
        requireNonNull(algorithm, "algorithm");
        requireNonNull(grant, "grant");
        requireNonNull(traceparent, "traceparent");
        if (token < 1) {
            throw new IllegalArgumentException("a token is a positive number, not " + token);
        }
    }

    /** Some that are part of no trace, under a lease that nobody has vouched for. */
    public StoreSignatures(BatchId batchId, LeaseId leaseId, KeyId keyId, long token, Algorithm algorithm) {
        this(batchId, leaseId, keyId, token, algorithm, Optional.empty(), Optional.empty());
    }

    /** The use of a key that made the signatures. */
    public KeyUse use() {
        return new KeyUse(keyId, token);
    }

    /** What the grant must say. */
    public Statement.Grant granted() {
        return new Statement.Grant(batchId, leaseId, keyId, token, algorithm);
    }

    /**
     * The answer, always with status 200.
     *
     * @param answers one for each batch, in their order
     */
    public record Reply(List<Answer> answers) {
        public Reply {
            answers = List.copyOf(answers);
        }
    }

    /**
     * What became of one batch's signatures.
     *
     * @param receipt for key-service, that they are stored; present exactly when they are
     */
    public record Answer(
            Outcome outcome,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Envelope> receipt) {
        public Answer {
            requireNonNull(outcome, "outcome");
            requireNonNull(receipt, "receipt");
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
        /** key-service has not granted this lease; these were dropped. */
        NOT_GRANTED,
        /** There is no such batch, or they are not exactly one for each of its records; these were dropped. */
        REFUSED,
        /** One of them is not the key's signature of its record; these were dropped. */
        UNVERIFIED
    }
}
