package dev.signet.collection.progress;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest run as its counters and batches say at one moment; all zero without a run.
 *
 * @param id 0 without a run
 * @param state null without a run
 * @param elapsedMillis until now, or until it was complete
 * @param unplanned records that are in no batch yet, counted up to 100,000
 */
record RunNumbers(
        long id,
        @Nullable String state,
        int batchSize,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Optional<Instant> pausedAt,
        long elapsedMillis,
        Optional<Long> doubleSigned,
        Optional<Long> mixedKeyBatches,
        Optional<Instant> checkedAt,
        long recordsPlanned,
        long recordsSigned,
        long batchesTotal,
        long batchesSigned,
        long batchesSuperseded,
        long batchesQuarantined,
        long redispatched,
        long deferrals,
        long dispatchedNow,
        long deferredNow,
        long unplanned,
        long parked) {
    boolean exists() {
        return id > 0;
    }

    boolean isRunning() {
        return "RUNNING".equals(state);
    }

    boolean isPaused() {
        return pausedAt.isPresent();
    }

    /** What a sample of the counters and one of the states may disagree about by a moment never shows as a negative number. */
    long batchesPlanned() {
        return Math.max(
                0, batchesTotal - dispatchedNow - deferredNow - batchesSigned - batchesQuarantined - batchesSuperseded);
    }

    /** Each quarantined batch has one record. */
    long recordsOpen() {
        return Math.max(0, recordsPlanned + unplanned - recordsSigned - batchesQuarantined);
    }
}
