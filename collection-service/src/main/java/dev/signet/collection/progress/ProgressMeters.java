package dev.signet.collection.progress;

import dev.signet.collection.progress.Progress.State;
import dev.signet.platform.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The newest run as gauges: the same sample that all others are shown. */
@Component
class ProgressMeters implements MeterBinder {
    private final Sample<Progress> progress;

    ProgressMeters(ProgressBoard board) {
        progress = new Sample<>(board::latest);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        records("signed", run -> run.records().signed(), registry);
        records("quarantined", run -> run.records().quarantined(), registry);
        records("open", ProgressMeters::open, registry);
        gauge("signet.run.progress.ratio", "How much of the newest run is done, 0 to 1", ProgressMeters::done)
                .register(registry);
        gauge("signet.run.stalled", "1 while nothing has been signed for a while", ProgressMeters::stalled)
                .register(registry);
        gauge("signet.parked.messages", "Messages that wait for an operator", Progress::parked)
                .register(registry);
    }

    private void records(String state, ToDoubleFunction<Progress> count, MeterRegistry registry) {
        gauge("signet.run.records", "Records of the newest run", count)
                .tag("state", state)
                .register(registry);
    }

    private Gauge.Builder<Sample<Progress>> gauge(String name, String what, ToDoubleFunction<Progress> number) {
        return Gauge.builder(name, progress, sample -> sample.number(number)).description(what);
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
