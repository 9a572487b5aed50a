package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A worker has done with a batch. The worker only carries it: key-service believes the {@linkplain Statement.Receipt receipt}, so a lost, repeated or
 * forged one changes nothing but latency. Published to {@link Broker#EVENTS} under {@link #ROUTING_KEY}.
 *
 * @param outcome what the worker was told of its signatures
 * @param size how many records the batch has
 * @param timings where the time went, for people to look at
 * @param receipt collection-service's word on it
 */
public record SigningCompleted(
        BatchId batchId,
        LeaseId leaseId,
        KeyId keyId,
        long token,
        Verdict outcome,
        int size,
        Timings timings,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Envelope> receipt) {
    public static final String TYPE = "SigningCompleted";
    public static final String ROUTING_KEY = "signing.completed";

    public SigningCompleted {
        requireNonNull(batchId, "batchId");
        requireNonNull(leaseId, "leaseId");
        requireNonNull(keyId, "keyId");
        requireNonNull(outcome, "outcome");
        requireNonNull(timings, "timings");
        requireNonNull(receipt, "receipt");
        if (token < 1 || size < 1) {
            throw new IllegalArgumentException("token and size must be positive: " + token + ", " + size);
        }
    }

    /** What the receipt must say. */
    public Statement.Receipt ended() {
        return new Statement.Receipt(batchId, leaseId, keyId, token, outcome);
    }

    /** Milliseconds spent waiting for the lease, fetching and signing the records, and storing the signatures. */
    public record Timings(long lease, long sign, long store) {
        /** Of a batch that was found signed: this worker spent nothing on it. */
        public static final Timings NONE = new Timings(0, 0, 0);
    }
}
