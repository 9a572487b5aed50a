package dev.signet.cli.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.progress.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TransferBarTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Hand clock = new Hand();

    @Test
    void barGrowsInPlaceOnTheErrorStreamAndIsGoneInTheEnd() {
        var bar = new TransferBar(terminal(true, 200), 4_000_000);

        bar.sent(0);
        clock.forward(Duration.ofMillis(50));
        bar.sent(1_000_000);
        clock.forward(Duration.ofMillis(950));
        bar.sent(2_000_000);
        bar.sent(4_000_000);
        bar.close();

        assertThat(lines())
                .containsExactly(
                        "  " + "░".repeat(30) + "    0%   0 B of 4.0 MB   0 B/s",
                        "  " + "█".repeat(15) + "░".repeat(15) + "   50%   2.0 MB of 4.0 MB   2.0 MB/s",
                        "  " + "█".repeat(30) + "  100%   4.0 MB of 4.0 MB   4.0 MB/s");
        assertThat(out.size()).isZero();
    }

    @Test
    void barIsNeverWiderThanTheTerminal() {
        var bar = new TransferBar(terminal(true, 40), 10);

        bar.sent(10);

        assertThat(lines()).allSatisfy(line -> assertThat(line).hasSize(39));
    }

    @Test
    void nothingIsDrawnWhereThereIsNoScreen() {
        var bar = new TransferBar(terminal(false, 80), 10);

        bar.sent(10);
        bar.close();

        assertThat(err.size()).isZero();
        assertThat(bar.progress()).isEqualTo("10 B of 10 B");
    }

    private String[] lines() {
        var drawn = err.toString(StandardCharsets.UTF_8).split("\r\033\\[2K", -1);
        return Arrays.stream(drawn).filter(line -> !line.isEmpty()).toArray(String[]::new);
    }

    private Terminal terminal(boolean isInteractive, int width) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                clock,
                isInteractive,
                false,
                () -> width);
    }

    /** A clock that a test moves on. */
    private static final class Hand extends Clock {
        private Instant now = Instant.EPOCH;

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
