package dev.signet.collection.progress;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.collection.progress.Progress.State;
import dev.signet.platform.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The newest run of each keyring as gauges: the same samples that all others are shown. */
@Component
class ProgressMeters implements MeterBinder {
    private final ProgressBoard board;
    private final KnownKeyrings keyrings;
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    // a gauge alone does not keep what it shows
    private final Map<Integer, Sample<Progress>> samples = new ConcurrentHashMap<>();

    ProgressMeters(ProgressBoard board, KnownKeyrings keyrings) {
        this.board = board;
        this.keyrings = keyrings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        Gauge.builder("signet.parked.messages", sampleOf(Keyring.DEFAULT), sample -> sample.number(Progress::parked))
                .description("Messages that wait for an operator")
                .register(registry);
        keyrings.all().forEach(keyring -> bind(keyring, registry));
    }

    /** Another instance may have added some. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void bindNew() {
        keyrings.all().stream()
                .filter(keyring -> !samples.containsKey(keyring.number()))
                .forEach(keyring -> registries.forEach(registry -> bind(keyring, registry)));
    }

    private Sample<Progress> sampleOf(Keyring keyring) {
        return samples.computeIfAbsent(keyring.number(), _ -> new Sample<>(() -> board.latest(keyring)));
    }

    private void bind(Keyring keyring, MeterRegistry registry) {
        var gauges = new OfKeyring(keyring, sampleOf(keyring));
        gauges.records("signed", run -> run.records().signed(), registry);
        gauges.records("quarantined", run -> run.records().quarantined(), registry);
        gauges.records("open", ProgressMeters::open, registry);
        gauges.gauge("signet.run.progress.ratio", "How much of the newest run is done, 0 to 1", ProgressMeters::done)
                .register(registry);
        gauges.gauge("signet.run.stalled", "1 while nothing has been signed for a while", ProgressMeters::stalled)
                .register(registry);
    }

    private record OfKeyring(Keyring keyring, Sample<Progress> progress) {
        void records(String state, ToDoubleFunction<Progress> count, MeterRegistry registry) {
            gauge("signet.run.records", "Records of the newest run", count)
                    .tag("state", state)
                    .register(registry);
        }

        Gauge.Builder<Sample<Progress>> gauge(String name, String what, ToDoubleFunction<Progress> number) {
            return Gauge.builder(name, progress, sample -> sample.number(number))
                    .tag("keyring", keyring.name().value())
                    .description(what);
        }
    }

    static double open(Progress run) {
        var records = run.records();
        return Math.max(0, records.total() - records.signed() - records.quarantined());
    }

    /** No number without a record: nothing is neither begun nor done. */
    static double done(Progress run) {
        var total = run.records().total();
        return total == 0 ? Double.NaN : 1 - open(run) / total;
    }

    static double stalled(Progress run) {
        return run.state() == State.STALLED ? 1 : 0;
    }
}
