package dev.signet.dispatch;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.dispatch.DispatchRound.Outcome;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long nanos;
    private final Pace pace = new Pace(() -> nanos);

    @Test
    void asksAgainAtOnceWhileBatchesAreDue() {
        assertThat(pace.after(Outcome.DISPATCHED)).isEqualTo(ZERO);
    }

    @Test
    void waitsForMostOfTheTimeThatRoomTookToComeTheLastTime() {
        assertThat(pace.after(Outcome.CAUGHT_UP)).isEqualTo(ofMillis(20));

        assertThat(caughtUpAgainAfter(ofMillis(100))).isEqualTo(ofMillis(75));
    }

    @Test
    void neverWaitsLongForRoom() {
        pace.after(Outcome.CAUGHT_UP);

        assertThat(caughtUpAgainAfter(ofSeconds(10))).isEqualTo(ofMillis(100));
    }

    @Test
    void waitsForHalfAsLongWhereRoomMayHaveComeLongBefore() {
        pace.after(Outcome.CAUGHT_UP);
        caughtUpAgainAfter(ofSeconds(10));
        nanos += ofMillis(100).toNanos();

        assertThat(pace.after(Outcome.CAUGHT_UP)).isEqualTo(ofNanos(37_500_000));
    }

    @Test
    void doesNotTakeAnIdleTimeForTheTimeThatRoomTakesToCome() {
        pace.after(Outcome.NOTHING_DUE);
        pace.after(Outcome.IDLE);
        nanos += ofSeconds(10).toNanos();

        assertThat(pace.after(Outcome.CAUGHT_UP)).isEqualTo(ofMillis(20));
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

    private Duration caughtUpAgainAfter(Duration time) {
        pace.after(Outcome.NOTHING_DUE);
        nanos += time.toNanos();
        return pace.after(Outcome.CAUGHT_UP);
    }

    private java.util.List<Duration> waits(Outcome outcome, int times) {
        return Stream.generate(() -> pace.after(outcome)).limit(times).toList();
    }
}
