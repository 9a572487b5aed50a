package dev.signet.key.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.KeyringName;
import dev.signet.contract.KeyringSummary;
import dev.signet.contract.KeyringSummary.Keys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class KeyringMetersTest {
    private static final JdbcClient NO_DATABASE = JdbcClient.create(new DriverManagerDataSource());

    private final List<Keys> keyrings = new ArrayList<>(List.of(new Keys(KeyringName.DEFAULT, 1, 2, 3)));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LedgerCheck ledger = new Replayed();
    private final KeyringMeters meters =
            new KeyringMeters(new Counted(ledger), ledger); // gauges alone would not keep it

    @BeforeEach
    void bind() {
        meters.bindTo(registry);
    }

    @Test
    void eachStateHasItsOwnCount() {
        assertThat(gauge("signet.keys", "state", "free")).isEqualTo(1);
        assertThat(gauge("signet.keys", "state", "leased")).isEqualTo(2);
        assertThat(gauge("signet.keys", "state", "disabled")).isEqualTo(3);
    }

    @Test
    void keyringHasItsOwnGaugesOnceItHasAKey() {
        assertThat(registry.find("signet.keys").tag("keyring", "mail").gauge()).isNull();

        keyrings.add(new Keys(new KeyringName("mail"), 10, 20, 30));
        meters.findKeyrings();
        meters.findKeyrings();

        var mail = registry.get("signet.keys").tag("keyring", "mail");
        assertThat(mail.gauges()).hasSize(3);
        assertThat(mail.tag("state", "leased").gauge().value()).isEqualTo(20);
        assertThat(gauge("signet.keys", "keyring", "default")).isLessThan(4);
    }

    @Test
    void eachRuleHasItsOwnCount() {
        assertThat(gauge("signet.invariant.violations", "rule", "one_batch_per_key"))
                .isEqualTo(4);
        assertThat(gauge("signet.invariant.violations", "rule", "least_recently_used"))
                .isEqualTo(5);
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }

    private static final class Replayed extends LedgerCheck {
        Replayed() {
            super(NO_DATABASE);
        }

        @Override
        Result result() {
            return new Result(10, 4, 5);
        }
    }

    private final class Counted extends SummaryController {
        Counted(LedgerCheck ledger) {
            super(NO_DATABASE, ledger);
        }

        @Override
        KeyringSummary summary() {
            return new KeyringSummary(11, 22, 33, 10, 0, 0, 10, 4, 5, Optional.of(keyrings));
        }
    }
}
