package dev.signet.platform.outbox;

import dev.signet.platform.Sample;
import dev.signet.platform.outbox.OutboxRows.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What is not in the audit log yet. */
class OutboxMeters implements MeterBinder {
    private final Sample<Backlog> backlog;

    OutboxMeters(OutboxRows rows) {
        this.backlog = new Sample<>(rows::backlog);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("signet.outbox.waiting", backlog, sample -> sample.number(Backlog::waiting))
                .description("Events that are committed here and not yet in the audit log, at most")
                .register(registry);
        Gauge.builder("signet.outbox.oldest", backlog, sample -> sample.number(Backlog::oldestSeconds))
                .description("How long the oldest of them has waited")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("signet.outbox.refused", backlog, sample -> sample.number(Backlog::refused))
                .description("Events that the audit log does not take: an error of this program")
                .register(registry);
    }
}
