package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * {@code POST /internal/batches/{id}/failures} on collection-service: this batch could not be signed. Counted once per attempt; defers
 * the batch, and after enough of them splits or quarantines it.
 *
 * @param attempt what tells one try from another: the lease's id, or the lease request's where no lease came about
 * @param kind whether trying again is expected to fail in the same way
 * @param reason one sentence for an operator, without record contents or key material
 */
public record FailureReport(UUID attempt, Kind kind, String reason) {
    public FailureReport {
        requireNonNull(attempt, "attempt");
        requireNonNull(kind, "kind");
        reason = requireNonNull(reason, "reason").replace('\0', '\ufffd'); // the database's text cannot hold a NUL
    }

    public enum Kind {
        /** The same input will fail again. */
        DETERMINISTIC,
        /** Nobody foresaw it; treated like a deterministic one, so that it cannot go round for ever. */
        UNFORESEEN
    }
}
