package dev.signet.console.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/progress}: how far the newest run is, at one moment. */
record Progress(
        Instant asOf,
        String state,
        @Nullable String reason,
        @Nullable String runId,
        @Nullable Integer batchSize,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        double elapsedSeconds,
        Records records,
        Batches batches,
        @Nullable Keys keys,
        double ratePerSecond,
        @Nullable Long etaSeconds,
        long redispatched,
        long deferred,
        List<String> quarantinedRecords,
        long parked,
        Invariants invariants) {

    record Records(long total, long signed, long quarantined, long unplanned) {}

    record Batches(
            long total, long planned, long dispatched, long deferred, long signed, long quarantined, long superseded) {
        /** Those that count: one that was split gave way to two others. */
        public long live() {
            return total - superseded;
        }
    }

    record Keys(int free, int leased, int disabled) {}

    record Invariants(
            @Nullable Long doubleSigned,
            @Nullable Long mixedKeyBatches,
            @Nullable Long concurrentKeyUse,
            @Nullable Long lruViolations) {}

    public boolean isRunning() {
        return state.equals("RUNNING") || state.equals("STALLED");
    }

    public boolean isEnded() {
        return state.startsWith("COMPLETED");
    }

    public long left() {
        return Math.max(0, records.total() - records.signed() - records.quarantined());
    }

    /** Of 100, to one decimal; never 100 before the end. */
    public double percent() {
        if (records.total() == 0) {
            return 0;
        }
        var done = Math.floor(1000.0 * (records.signed() + records.quarantined()) / records.total()) / 10;
        return isEnded() ? done : Math.min(done, 99.9);
    }
}
