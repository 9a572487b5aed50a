package dev.signet.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class IntakeMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IntakeMeters meters = new IntakeMeters(registry);

    @Test
    void everyMessageIsCountedByWhatBecameOfIt() {
        meters.stored(7, 2);
        meters.parked(1);

        assertThat(count("stored")).isEqualTo(7);
        assertThat(count("duplicate")).isEqualTo(2);
        assertThat(count("parked")).isEqualTo(1);
    }

    @Test
    void onlyGroupsThatWereDealtWithAreTimed() {
        meters.time(() -> {});
        assertThatThrownBy(() -> meters.time(() -> {
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(registry.get("signet.intake.group.duration").timer().count()).isEqualTo(1);
    }

    private double count(String outcome) {
        return registry.get("signet.intake.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
