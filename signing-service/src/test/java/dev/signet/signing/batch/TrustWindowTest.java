package dev.signet.signing.batch;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustWindowTest {
    private final FakeTime time = new FakeTime();

    @Test
    void leaseIsTrustedUntilTheMarginBeforeItsEnd() {
        var window = TrustWindow.of(time.times.now(), ofSeconds(60), ofSeconds(6));

        time.pass(ofMillis(53_999));
        assertThat(window.isOpen(time.times)).isTrue();

        time.pass(ofMillis(1));
        assertThat(window.isOpen(time.times)).isFalse();
    }

    @Test
    void timeThatTheAnswerTookCountsToo() {
        var asked = time.times.now();
        time.pass(ofSeconds(54));

        assertThat(TrustWindow.of(asked, ofSeconds(60), ofSeconds(6)).isOpen(time.times))
                .isFalse();
    }

    @Test
    void suspendedMachineNoticesByTheWallClock() {
        var window = TrustWindow.of(time.times.now(), ofSeconds(60), ofSeconds(6));

        time.passOnTheWall(ofSeconds(54));

        assertThat(window.isOpen(time.times)).isFalse();
    }

    @Test
    void clockThatWasSetBackDoesNotProlongTheLease() {
        var window = TrustWindow.of(time.times.now(), ofSeconds(60), ofSeconds(6));
        time.passOnTheWall(ofHours(-1));

        time.passMonotonic(ofSeconds(54));

        assertThat(window.isOpen(time.times)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"60000, 6000, 54000", "12000, 6000, 6000", "11000, 6000, 9900", "1000, 6000, 900", "0, 6000, 0"})
    void marginThatWouldTakeMoreThanHalfBecomesATenth(long granted, long margin, long trusted) {
        var window = TrustWindow.of(time.times.now(), ofMillis(granted), ofMillis(margin));

        assertThat(window.length()).isEqualTo(Duration.ofMillis(trusted));
    }
}
