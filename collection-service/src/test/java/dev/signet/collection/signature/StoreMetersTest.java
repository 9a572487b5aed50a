package dev.signet.collection.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.StoreSignatures.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StoreMeters meters = new StoreMeters(registry);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STORED")
    void refusalIsCountedByItsReason(Outcome reason) {
        meters.answered(reason);

        assertThat(registry.get("signet.stores.refused").counters())
                .allSatisfy(counter -> assertThat(counter.count())
                        .isEqualTo(reason.name().equals(counter.getId().getTag("reason")) ? 1 : 0));
    }

    @Test
    void whatWasStoredIsNotRefused() {
        meters.answered(Outcome.STORED);

        assertThat(registry.get("signet.stores.refused").counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }
}
