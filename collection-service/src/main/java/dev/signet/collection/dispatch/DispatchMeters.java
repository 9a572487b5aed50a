package dev.signet.collection.dispatch;

import dev.signet.platform.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many batches are handed out, and how many may be. */
@Component
class DispatchMeters implements MeterBinder {
    private final Dispatch dispatch;
    private final Sample<Long> outstanding;

    DispatchMeters(Dispatch dispatch) {
        this.dispatch = dispatch;
        this.outstanding = new Sample<>(dispatch::outstanding);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("signet.dispatch.outstanding", outstanding, sample -> sample.number(Long::doubleValue))
                .description("Batches that were handed out and are not finished")
                .register(registry);
        Gauge.builder("signet.dispatch.window", dispatch, Dispatch::window)
                .description(
                        "How many batches may be outstanding before no new one is handed out: twice the keys of each keyring, all together")
                .register(registry);
    }
}
