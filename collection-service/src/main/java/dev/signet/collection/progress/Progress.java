package dev.signet.collection.progress;

import dev.signet.contract.KeyringName;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the newest run of a keyring has come.
 *
 * @param reason why it is stalled, in one sentence
 * @param etaSeconds absent until the rate is known
 * @param deferred how often a batch was put off; {@code batches.deferred} are those that are put off now
 * @param quarantinedRecords at most 100
 */
record Progress(
        Instant asOf,
        KeyringName keyring,
        State state,
        Optional<String> reason,
        Optional<RunId> runId,
        Optional<Integer> batchSize,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        double elapsedSeconds,
        Records records,
        Batches batches,
        Optional<Keys> keys,

        @Schema(description = "over the last seconds; once the run has ended, over all of it")
        double ratePerSecond,

        Optional<Long> etaSeconds,
        long redispatched,
        long deferred,
        List<RecordId> quarantinedRecords,
        long parked,
        Invariants invariants) {
    Progress {
        quarantinedRecords = List.copyOf(quarantinedRecords);
    }

    enum State {
        IDLE,
        RUNNING,
        STALLED,
        /** Nothing is handed out until somebody resumes the run. */
        PAUSED,
        COMPLETED,
        COMPLETED_WITH_QUARANTINE;

        /** Whether there is a run that has not ended. */
        boolean isOn() {
            return this == RUNNING || this == STALLED || this == PAUSED;
        }
    }

    /** @param unplanned in no batch yet; counted up to 100,000 */
    record Records(long total, long signed, long quarantined, long unplanned) {}

    record Batches(
            long total, long planned, long dispatched, long deferred, long signed, long quarantined, long superseded) {}

    /** Those of the keyring. */
    record Keys(int free, int leased, int disabled) {}

    /**
     * All must be 0. What key-service says is of all keyrings.
     *
     * @param doubleSigned absent until the run has ended and its data were counted
     * @param concurrentKeyUse as key-service says; absent until it was asked
     */
    record Invariants(
            Optional<Long> doubleSigned,
            Optional<Long> mixedKeyBatches,
            Optional<Long> concurrentKeyUse,
            Optional<Long> lruViolations,
            Optional<Instant> checkedAt) {}
}
