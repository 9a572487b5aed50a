package dev.signet.contract;

import static java.util.Objects.requireNonNull;

/**
 * A worker has done with a batch. Only a hint: key-service asks collection-service before it believes it, so a lost, repeated or
 * forged one changes nothing but latency. Published to {@link Broker#EVENTS} under {@link #ROUTING_KEY}.
 *
 * @param outcome what the worker was told of its signatures
 * @param size how many records the batch has
 * @param timings where the time went, for people to look at
 */
public record SigningCompleted(
        BatchId batchId, LeaseId leaseId, KeyId keyId, long token, Verdict outcome, int size, Timings timings) {
    public static final String TYPE = "SigningCompleted";
    public static final String ROUTING_KEY = "signing.completed";

    public SigningCompleted {
        requireNonNull(batchId, "batchId");
        requireNonNull(leaseId, "leaseId");
        requireNonNull(keyId, "keyId");
        requireNonNull(outcome, "outcome");
        requireNonNull(timings, "timings");
        if (token < 1 || size < 1) {
            throw new IllegalArgumentException("token and size must be positive: " + token + ", " + size);
        }
    }

    /** Milliseconds spent waiting for the lease, fetching and signing the records, and storing the signatures. */
    public record Timings(long lease, long sign, long store) {
        /** Of a batch that was found signed: this worker spent nothing on it. */
        public static final Timings NONE = new Timings(0, 0, 0);
    }
}
