package dev.signet.key.ledger;

import dev.signet.contract.KeyringSummary;
import dev.signet.platform.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The keyring, and what the replay of its ledger has found, as gauges. */
@Component
class KeyringMeters implements MeterBinder {
    private final LedgerCheck ledger;
    private final Sample<KeyringSummary> keyring;

    KeyringMeters(SummaryController summaries, LedgerCheck ledger) {
        this.keyring = new Sample<>(summaries::summary);
        this.ledger = ledger;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        keys("free", KeyringSummary::free, registry);
        keys("leased", KeyringSummary::leased, registry);
        keys("disabled", KeyringSummary::disabled, registry);
        violations("one_batch_per_key", check -> check.result().concurrentKeyUse(), registry);
        violations("least_recently_used", check -> check.result().lruViolations(), registry);
    }

    private void keys(String state, ToDoubleFunction<KeyringSummary> count, MeterRegistry registry) {
        Gauge.builder("signet.keys", keyring, sample -> sample.number(count))
                .description("Keys by what may be done with them")
                .tag("state", state)
                .register(registry);
    }

    private void violations(String rule, ToDoubleFunction<LedgerCheck> count, MeterRegistry registry) {
        Gauge.builder("signet.invariant.violations", ledger, count)
                .description("How often a promise was broken: must be 0")
                .tag("rule", rule)
                .register(registry);
    }
}
