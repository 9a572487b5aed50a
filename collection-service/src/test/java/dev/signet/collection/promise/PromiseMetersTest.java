package dev.signet.collection.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.RunId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PromiseMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void bind() {
        new PromiseMeters(new Found(new Promises(Instant.EPOCH, Optional.of(new RunId(1)), 100, 1, 2, 3, 4)))
                .bindTo(registry);
    }

    @Test
    void eachRuleHasItsOwnCount() {
        assertThat(violations("one_signature_per_record")).isEqualTo(1);
        assertThat(violations("one_key_per_batch")).isEqualTo(2);
        assertThat(violations("batch_size")).isEqualTo(3);
        assertThat(violations("every_record_signed")).isEqualTo(4);
        assertThat(violations("all_in_ended_runs")).isEqualTo(5);
    }

    @Test
    void itIsSaidInHowManyBatchesTheyWereCounted() {
        assertThat(registry.get("signet.invariant.batches.checked").gauge().value())
                .isEqualTo(100);
    }

    private double violations(String rule) {
        return registry.get("signet.invariant.violations")
                .tag("rule", rule)
                .gauge()
                .value();
    }

    private static final class Found extends PromiseCheck {
        private final Promises promises;

        Found(Promises promises) {
            super(JdbcClient.create(new DriverManagerDataSource()), Clock.systemUTC());
            this.promises = promises;
        }

        @Override
        Promises latest() {
            return promises;
        }

        @Override
        long inEndedRuns() {
            return 5;
        }
    }
}
