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
    private final int width;
    private final Instant start;
    private Instant drawnAt = Instant.MIN;
    private volatile long sent;

    TransferBar(Terminal terminal, long total) {
        this.terminal = terminal;
        this.total = total;
        this.width = terminal.isInteractive() ? Math.max(1, terminal.width().getAsInt() - 1) : 0;
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
        var line = "  %s  %3d%%   %s   %s/s"
                .formatted(Bar.of(percent, LENGTH), percent, progress(), Figures.bytes(perSecond));
        terminal.err().print(CLEAR_LINE + line.substring(0, Math.min(width, line.length())));
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
