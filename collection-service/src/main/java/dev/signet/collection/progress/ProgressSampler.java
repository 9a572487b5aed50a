package dev.signet.collection.progress;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.progress.Progress.Batches;
import dev.signet.collection.progress.Progress.Invariants;
import dev.signet.collection.progress.Progress.Keys;
import dev.signet.collection.progress.Progress.Records;
import dev.signet.collection.progress.Progress.State;
import dev.signet.contract.KeyringSummary;
import dev.signet.contract.RunId;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes one {@link Progress} of a keyring out of what the database and key-service say. */
@Component
class ProgressSampler {
    private static final double MILLIS = 1000.0;

    private final RunSamples samples;
    private final KeyringView keyService;
    private final Clock clock;
    private final ProgressProperties properties;
    private final Map<Integer, Memory> memories = new HashMap<>();

    ProgressSampler(RunSamples samples, KeyringView keyService, Clock clock, ProgressProperties properties) {
        this.samples = samples;
        this.keyService = keyService;
        this.clock = clock;
        this.properties = properties;
    }

    /** Synchronized: it remembers the samples before. */
    synchronized Progress sample(Keyring keyring) {
        var run = samples.newest(keyring);
        var nanos = System.nanoTime();
        var summary = keyService.latest();
        var keys = summary.map(all -> all.of(keyring.name()));
        var memory = memories.computeIfAbsent(
                keyring.number(), _ -> new Memory(new Rate(), new Stall(properties.stalledAfter())));
        var rate = memory.rate();
        rate.sample(run.id(), run.recordsSigned(), nanos);
        var stalled = memory.stall().sample(run, nanos, keys, () -> samples.lastError(keyring, run.id()));
        return new Progress(
                clock.instant(),
                keyring.name(),
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
                ratePerSecond(run, rate),
                etaSeconds(run, rate),
                run.redispatched(),
                run.deferrals(),
                run.batchesQuarantined() == 0 ? List.of() : samples.quarantined(run.id()),
                run.parked(),
                invariantsOf(run, summary));
    }

    /** What the samples of a keyring before this one are remembered for. */
    private record Memory(Rate rate, Stall stall) {}

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

    private static double ratePerSecond(RunNumbers run, Rate rate) {
        var perSecond = run.isRunning()
                ? rate.perSecond().orElse(0)
                : run.recordsSigned() * MILLIS / Math.max(1, run.elapsedMillis());
        return Math.round(perSecond * 10) / 10.0;
    }

    private static Optional<Long> etaSeconds(RunNumbers run, Rate rate) {
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
