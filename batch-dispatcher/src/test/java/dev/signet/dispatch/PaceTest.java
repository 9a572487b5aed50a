package dev.signet.dispatch;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.dispatch.DispatchRound.Outcome;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void asksAgainAtOnceWhileBatchesAreDue() {
        assertThat(pace.after(Outcome.DISPATCHED)).isEqualTo(ZERO);
    }

    @Test
    void asksQuicklyWhileBatchesAreOutstanding() {
        assertThat(Stream.generate(() -> pace.after(Outcome.NOTHING_DUE)).limit(10))
                .containsOnly(ofMillis(20));
    }

    @Test
    void slowsDownToHalfASecondWhenIdle() {
        assertThat(waits(Outcome.IDLE, 7))
                .containsExactly(
                        ofMillis(20),
                        ofMillis(40),
                        ofMillis(80),
                        ofMillis(160),
                        ofMillis(320),
                        ofMillis(500),
                        ofMillis(500));
    }

    @Test
    void isQuickAgainOnceThereIsWork() {
        waits(Outcome.IDLE, 7);

        pace.after(Outcome.DISPATCHED);

        assertThat(pace.after(Outcome.IDLE)).isEqualTo(ofMillis(20));
    }

    @Test
    void backsOffToThreeSecondsDuringAnOutageAndForgetsItAfterwards() {
        var last = Stream.generate(pace::afterFailure).limit(10).toList().getLast();
        assertThat(last).isEqualTo(Duration.ofSeconds(3));

        pace.after(Outcome.IDLE);

        assertThat(pace.afterFailure()).isEqualTo(ofMillis(100));
    }

    private java.util.List<Duration> waits(Outcome outcome, int times) {
        return Stream.generate(() -> pace.after(outcome)).limit(times).toList();
    }
}
