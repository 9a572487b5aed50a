package dev.signet.signing.batch;

import dev.signet.platform.trace.BatchSpan;
import dev.signet.platform.trace.BatchTraces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where the time of a batch goes: timers of those that were signed, and spans of all where traces are made. */
@Component
class Stages {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final BatchTraces traces;
    private final Timer lease;
    private final Timer sign;
    private final Timer store;
    private final Timer total;

    Stages(BatchTraces traces, MeterRegistry meters) {
        this.traces = traces;
        this.lease = timer("lease", meters);
        this.sign = timer("sign", meters);
        this.store = timer("store", meters);
        this.total = timer("total", meters);
    }

    private static Timer timer(String stage, MeterRegistry meters) {
        return Timer.builder("signet.batch.duration")
                .description("How long a batch that was signed took")
                .tag("stage", stage)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /** The thread is at this stage until it is closed. */
    BatchSpan begin(String stage) {
        return traces.stage(stage);
    }

    /** What others need to know in order to go on with the trace of the batch. */
    Optional<String> traceparent() {
        return traces.traceparent();
    }

    void stored(Duration leased, Duration signed, Duration stored) {
        lease.record(leased);
        sign.record(signed);
        store.record(stored);
    }

    /** @param taken how long ago its trigger was taken */
    void completed(Duration taken) {
        total.record(taken);
    }
}
