package dev.signet.key.ledger;

import dev.signet.contract.KeyringName;
import dev.signet.contract.KeyringSummary;
import dev.signet.contract.KeyringSummary.Keys;
import dev.signet.platform.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Each keyring, and what the replay of the ledger has found, as gauges. */
@Component
class KeyringMeters implements MeterBinder {
    private static final Logger log = LoggerFactory.getLogger(KeyringMeters.class);

    private final SummaryController summaries;
    private final LedgerCheck ledger;
    private final Sample<KeyringSummary> keyrings;
    private final Set<MeterRegistry> registries = ConcurrentHashMap.newKeySet();

    KeyringMeters(SummaryController summaries, LedgerCheck ledger) {
        this.summaries = summaries;
        this.keyrings = new Sample<>(summaries::summary);
        this.ledger = ledger;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        keys(KeyringName.DEFAULT, registry);
        violations("one_batch_per_key", check -> check.result().concurrentKeyUse(), registry);
        violations("least_recently_used", check -> check.result().lruViolations(), registry);
        registries.add(registry);
    }

    /** A keyring is there as soon as it has a key, whichever process was asked for it, and never goes. */
    @Scheduled(fixedDelayString = "${signet.key.meter-interval:5s}")
    void findKeyrings() {
        try {
            for (var keyring : summaries.summary().keyrings().orElseThrow()) {
                registries.stream()
                        .filter(registry -> registry.find("signet.keys")
                                .tag("keyring", keyring.keyring().value())
                                .meters()
                                .isEmpty())
                        .forEach(registry -> keys(keyring.keyring(), registry));
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("New keyrings have gauges later: {}", e.toString());
        }
    }

    private void keys(KeyringName keyring, MeterRegistry registry) {
        keys(keyring, "free", Keys::free, registry);
        keys(keyring, "leased", Keys::leased, registry);
        keys(keyring, "disabled", Keys::disabled, registry);
    }

    private void keys(KeyringName keyring, String state, ToDoubleFunction<Keys> count, MeterRegistry registry) {
        Gauge.builder(
                        "signet.keys",
                        keyrings,
                        sample -> sample.number(summary -> count.applyAsDouble(summary.of(keyring))))
                .description("Keys by what may be done with them")
                .tag("keyring", keyring.value())
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
