package dev.signet.collection.progress;

import dev.signet.collection.progress.Progress.Batches;
import dev.signet.collection.progress.Progress.Invariants;
import dev.signet.collection.progress.Progress.Keys;
import dev.signet.collection.progress.Progress.Records;
import dev.signet.collection.progress.Progress.State;
import dev.signet.contract.KeyringSummary;
import dev.signet.contract.RunId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes one {@link Progress} out of what the database and key-service say. */
@Component
class ProgressSampler {
    private static final double MILLIS = 1000.0;

    private final RunSamples samples;
    private final KeyringView keyring;
    private final Clock clock;
    private final Rate rate = new Rate();
    private final Stall stall;

    ProgressSampler(RunSamples samples, KeyringView keyring, Clock clock, ProgressProperties properties) {
        this.samples = samples;
        this.keyring = keyring;
        this.clock = clock;
        this.stall = new Stall(properties.stalledAfter());
    }

    /** Synchronized: it remembers the samples before. */
    synchronized Progress sample() {
        var run = samples.newest();
        var nanos = System.nanoTime();
        var keys = keyring.latest();
        rate.sample(run.id(), run.recordsSigned(), nanos);
        var stalled = stall.sample(run, nanos, keys, () -> samples.lastError(run.id()));
        return new Progress(
                clock.instant(),
                stalled.isPresent() ? State.STALLED : stateOf(run),
                stalled,
                run.exists() ? Optional.of(new RunId(run.id())) : Optional.empty(),
                run.exists() ? Optional.of(run.batchSize()) : Optional.empty(),
                run.startedAt(),
                run.completedAt(),
                run.elapsedMillis() / MILLIS,
                recordsOf(run),
                batchesOf(run),
                keys.map(k -> new Keys(k.free(), k.leased(), k.disabled())),
                ratePerSecond(run),
                etaSeconds(run),
                run.redispatched(),
                run.deferrals(),
                run.batchesQuarantined() == 0 ? List.of() : samples.quarantined(run.id()),
                run.parked(),
                invariantsOf(run, keys));
    }

    private static State stateOf(RunNumbers run) {
        if (run.state() == null) {
            return State.IDLE;
        }
        return run.isPaused() ? State.PAUSED : State.valueOf(run.state());
    }

    private static Records recordsOf(RunNumbers run) {
        return new Records(
                run.recordsPlanned() + run.unplanned(), run.recordsSigned(), run.batchesQuarantined(), run.unplanned());
    }

    private static Batches batchesOf(RunNumbers run) {
        return new Batches(
                run.batchesTotal(),
                run.batchesPlanned(),
                run.dispatchedNow(),
                run.deferredNow(),
                run.batchesSigned(),
                run.batchesQuarantined(),
                run.batchesSuperseded());
    }

    private double ratePerSecond(RunNumbers run) {
        var perSecond = run.isRunning()
                ? rate.perSecond().orElse(0)
                : run.recordsSigned() * MILLIS / Math.max(1, run.elapsedMillis());
        return Math.round(perSecond * 10) / 10.0;
    }

    private Optional<Long> etaSeconds(RunNumbers run) {
        var perSecond = rate.perSecond().orElse(0);
        return run.isRunning() && !run.isPaused() && perSecond > 0
                ? Optional.of((long) Math.ceil(run.recordsOpen() / perSecond))
                : Optional.empty();
    }

    private static Invariants invariantsOf(RunNumbers run, Optional<KeyringSummary> keys) {
        return new Invariants(
                run.doubleSigned(),
                run.mixedKeyBatches(),
                keys.map(KeyringSummary::concurrentKeyUse),
                keys.map(KeyringSummary::lruViolations),
                run.checkedAt());
    }
}
