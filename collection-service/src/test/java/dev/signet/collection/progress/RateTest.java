package dev.signet.collection.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {
    private static final long SECOND = 1_000_000_000;

    private final Rate rate = new Rate();

    @Test
    void thereIsNoneBeforeTheThirdSample() {
        rate.sample(1, 0, 0);
        rate.sample(1, 100, SECOND);
        assertThat(rate.perSecond()).isEmpty();

        rate.sample(1, 200, 2 * SECOND);
        assertThat(rate.perSecond().orElseThrow()).isCloseTo(100, within(0.001));
    }

    @Test
    void itFollowsASlowerPaceWithinAboutTenSeconds() {
        for (int i = 0; i <= 30; i++) {
            rate.sample(1, 1000L * i, i * SECOND);
        }
        for (int i = 31; i <= 60; i++) {
            rate.sample(1, 30_000 + 100L * (i - 30), i * SECOND);
        }

        assertThat(rate.perSecond().orElseThrow()).isBetween(100.0, 160.0);
    }

    @Test
    void anotherRunStartsAfresh() {
        rate.sample(1, 0, 0);
        rate.sample(1, 100, SECOND);
        rate.sample(1, 200, 2 * SECOND);

        rate.sample(2, 0, 3 * SECOND);

        assertThat(rate.perSecond()).isEmpty();
    }
}
