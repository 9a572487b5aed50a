package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * {@code POST /internal/fences} on collection-service, for key-service alone: after the answer FENCED no signature under this lease can
 * ever be stored. A batch that is not known is fenced too. Repeating the call repeats the answer.
 *
 * @param expired the lease ran out, rather than being given up by its worker; counted against the batch
 */
public record Fence(BatchId batchId, LeaseId leaseId, KeyId keyId, long token, boolean expired) {
    public Fence {
        requireNonNull(batchId, "batchId");
        requireNonNull(leaseId, "leaseId");
        requireNonNull(keyId, "keyId");
        if (token < 1 || token == Long.MAX_VALUE) { // the fence stands one above it
            throw new IllegalArgumentException("a token is a positive number, not " + token);
        }
    }

    /**
     * The answer.
     *
     * @param receipt the same as a signed statement
     */
    public record Reply(
            Verdict verdict,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Envelope> receipt) {}

    /** What the receipt must say if this is the verdict. */
    public Statement.Receipt ended(Verdict verdict) {
        return new Statement.Receipt(batchId, leaseId, keyId, token, verdict);
    }
}
