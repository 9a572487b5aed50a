package dev.signet.cli.progress;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the newest run is, as collection-service's sampler saw it last.
 *
 * @param asOf when that was; equal for two readings of the same sample
 * @param reason why the run is stalled, in one sentence
 * @param keys unknown until the keyring has been asked
 */
public record Progress(
        @Nullable String asOf,
        State state,
        @Nullable String reason,
        @Nullable String runId,
        int batchSize,
        double elapsedSeconds,
        Records records,
        Batches batches,
        @Nullable Keys keys,
        double ratePerSecond,
        @Nullable Double etaSeconds,
        long redispatched,
        long deferred,
        List<String> quarantinedRecords,
        long parked) {

    public Progress {
        records = records == null ? new Records(0, 0, 0, 0) : records;
        batches = batches == null ? new Batches(0, 0, 0, 0, 0, 0, 0) : batches;
        quarantinedRecords = quarantinedRecords == null ? List.of() : List.copyOf(quarantinedRecords);
    }

    /** Where a run stands; without one it is idle. */
    public enum State {
        IDLE,
        RUNNING,
        STALLED,
        PAUSED,
        COMPLETED,
        COMPLETED_WITH_QUARANTINE;

        /** Whether nothing more will be signed unless new records arrive. */
        public boolean isFinished() {
            return this == COMPLETED || this == COMPLETED_WITH_QUARANTINE;
        }
    }

    public record Records(long total, long signed, long quarantined, long unplanned) {}

    public record Batches(
            long total, long planned, long dispatched, long deferred, long signed, long quarantined, long superseded) {}

    public record Keys(int free, int leased, int disabled) {}

    /** Whether the run is over and no records wait for another. */
    public boolean isOver() {
        return state.isFinished() && records.unplanned() == 0;
    }

    /** From 0 to 100, and 100 only when every record is signed. */
    public int percent() {
        if (records.total() <= 0) {
            return 0;
        }
        return (int) Math.clamp(100.0 * records.signed() / records.total(), 0, 100);
    }

    public Duration elapsed() {
        return Duration.ofMillis(Math.max(0, Math.round(elapsedSeconds * 1000)));
    }

    /** How long it will still take at this rate; empty while nothing moves. */
    public Optional<Duration> eta() {
        if (etaSeconds != null) {
            return Optional.of(Duration.ofMillis(Math.max(0, Math.round(etaSeconds * 1000))));
        }
        if (ratePerSecond <= 0) {
            return Optional.empty();
        }
        var left = Math.max(0, records.total() - records.signed());
        return Optional.of(Duration.ofMillis(Math.round(1000 * left / ratePerSecond)));
    }

    /** Signatures per second over the whole run. */
    public double overallRate() {
        return elapsedSeconds <= 0 ? ratePerSecond : records.signed() / elapsedSeconds;
    }
}
