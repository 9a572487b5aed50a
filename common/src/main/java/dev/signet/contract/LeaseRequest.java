package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A key for this batch. Answered with a {@link LeaseReply}.
 *
 * @param requestId random per delivery, kept across waits and retries: the same request gets the same lease
 * @param attempt which handing out of the batch this is for
 * @param workerId who asks, for people to look at
 * @param publicKey the worker's X25519 public key (32 bytes), to which the private key is sealed
 * @param waitMillis how long the caller waits when no key is free, 0 to 30,000
 * @param waitedMillis how long it has been waiting already, in calls before this one; for those who look at it
 * @param keyring one of its keys; absent where it is the default one
 * @param order the dispatcher's word that the batch is to be signed
 * @param traceparent the span (W3C Trace Context) that it is part of; a group has many
 */
public record LeaseRequest(
        RequestId requestId,
        BatchId batchId,
        int attempt,
        String workerId,
        Bytes publicKey,
        long waitMillis,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> waitedMillis,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<KeyringName> keyring,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Envelope> order,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> traceparent) {
    public LeaseRequest {
        requireNonNull(requestId, "requestId");
        requireNonNull(batchId, "batchId");
        workerId =
                requireNonNull(workerId, "workerId").replace('\0', '\ufffd'); // the database's text cannot hold a NUL
        waitedMillis = waitedMillis.filter(millis -> millis > 0);
        keyring = KeyringName.meant(keyring).named();
        requireNonNull(order, "order");
        requireNonNull(traceparent, "traceparent");
        if (publicKey.length() != 32) {
            throw new IllegalArgumentException(
                    "publicKey must be an X25519 key of 32 bytes, not " + publicKey.length());
        }
        if (waitMillis < 0 || waitMillis > 30_000) {
            throw new IllegalArgumentException("waitMillis must be from 0 to 30000: " + waitMillis);
        }
    }

    /** The first call for a batch of the default keyring, part of no trace. */
    public LeaseRequest(
            RequestId requestId,
            BatchId batchId,
            int attempt,
            String workerId,
            Bytes publicKey,
            long waitMillis,
            Optional<Envelope> order) {
        this(
                requestId,
                batchId,
                attempt,
                workerId,
                publicKey,
                waitMillis,
                Optional.empty(),
                Optional.empty(),
                order,
                Optional.empty());
    }

    /** One of its keys is asked for. */
    public KeyringName keyringName() {
        return KeyringName.meant(keyring);
    }

    /** The same, for a key of this keyring. */
    public LeaseRequest withKeyring(KeyringName other) {
        return new LeaseRequest(
                requestId,
                batchId,
                attempt,
                workerId,
                publicKey,
                waitMillis,
                waitedMillis,
                other.named(),
                order,
                traceparent);
    }

    /** What the order must say. */
    public Statement.Order ordered() {
        return new Statement.Order(batchId, attempt, keyring);
    }

    /**
     * {@code POST /internal/leases} on key-service, for one batch or many. Answered as soon as one of them is decided, with status 200 and a
     * {@link LeaseReply.Group}.
     */
    public record Group(List<LeaseRequest> requests) {
        private static final int MOST = 100;

        public Group {
            requests = List.copyOf(requests);
            if (requests.isEmpty() || requests.size() > MOST) {
                throw new IllegalArgumentException("from 1 to %d requests, not %d".formatted(MOST, requests.size()));
            }
        }
    }
}
