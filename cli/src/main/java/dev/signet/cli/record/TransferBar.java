package dev.signet.cli.record;

import dev.signet.cli.progress.Bar;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import java.time.Duration;
import java.time.Instant;

/** How much of a file has been sent, drawn in place; nothing where there is no screen. Called by the thread that reads the file. */
final class TransferBar implements AutoCloseable {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final int LENGTH = 30;
    private static final String CLEAR_LINE = "\r\033[2K";

    private final Terminal terminal;
    private final long total;
    private final Instant start;
    private Instant drawnAt = Instant.MIN;
    private volatile long sent;

    TransferBar(Terminal terminal, long total) {
        this.terminal = terminal;
        this.total = total;
        this.start = terminal.clock().instant();
    }

    void sent(long bytes) {
        sent = bytes;
        var now = terminal.clock().instant();
        if (terminal.isInteractive() && (bytes >= total || now.isAfter(drawnAt.plus(REDRAW)))) {
            drawnAt = now;
            draw(Duration.between(start, now));
        }
    }

    /** {@code 12.3 MB of 34.0 MB}. */
    String progress() {
        return "%s of %s".formatted(Figures.bytes(sent), Figures.bytes(total));
    }

    private void draw(Duration elapsed) {
        var percent = total == 0 ? 100 : (int) Math.min(100, 100 * sent / total);
        var perSecond = sent * 1000 / Math.max(1, elapsed.toMillis());
        terminal.err()
                .printf(
                        "%s  %s  %3d%%   %s   %s/s",
                        CLEAR_LINE, Bar.of(percent, LENGTH), percent, progress(), Figures.bytes(perSecond));
        terminal.err().flush();
    }

    @Override
    public void close() {
        if (terminal.isInteractive()) {
            terminal.err().print(CLEAR_LINE);
            terminal.err().flush();
        }
    }
}
