package dev.signet.collection.promise;

import dev.signet.platform.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What must be 0, as gauges. Whoever scrapes them asks, as a person would: each goes on from where the last one was. */
@Component
class PromiseMeters implements MeterBinder {
    private final Sample<Promises> promises;
    private final Sample<Long> inEndedRuns;

    PromiseMeters(PromiseCheck check) {
        promises = new Sample<>(check::latest);
        inEndedRuns = new Sample<>(check::inEndedRuns);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        violations("one_signature_per_record", promises, Promises::signedTwice, registry);
        violations("one_key_per_batch", promises, Promises::mixedKeyBatches, registry);
        violations("batch_size", promises, Promises::wrongSizes, registry);
        violations("every_record_signed", promises, Promises::unsigned, registry);
        violations("all_in_ended_runs", inEndedRuns, Long::doubleValue, registry);
        Gauge.builder("signet.invariant.batches.checked", promises, sample -> sample.number(Promises::batchesChecked))
                .description("Batches of the newest runs of all keyrings that these were counted in")
                .register(registry);
    }

    private static <T> void violations(
            String rule, Sample<T> found, ToDoubleFunction<T> count, MeterRegistry registry) {
        Gauge.builder("signet.invariant.violations", found, sample -> sample.number(count))
                .description("How often a promise was broken: must be 0")
                .tag("rule", rule)
                .register(registry);
    }
}
