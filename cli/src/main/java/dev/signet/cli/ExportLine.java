package dev.signet.cli;

import dev.signet.cli.export.Export;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import java.time.Duration;

/** Says how far an export is: in place on a screen, a line now and then elsewhere. */
final class ExportLine implements Export.Listener {
    private static final Duration ON_SCREEN = Duration.ofMillis(200);
    private static final Duration IN_A_LOG = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final long pauseNanos;
    private long saidAt = System.nanoTime();

    ExportLine(Terminal terminal) {
        this.terminal = terminal;
        this.pauseNanos = (terminal.isInteractive() ? ON_SCREEN : IN_A_LOG).toNanos();
    }

    @Override
    public void written(String file, long lines, long expected) {
        var now = System.nanoTime();
        if (now - saidAt < pauseNanos) {
            return;
        }
        saidAt = now;
        var share = expected >= lines ? "   %d%%".formatted(100 * lines / expected) : "";
        var text = "%s: %s%s".formatted(file, Figures.count(lines, "line"), share);
        if (terminal.isInteractive()) {
            terminal.err().print("\r" + text + "\033[K\r");
        } else {
            terminal.err().println(text);
        }
    }

    /** Makes place for other words. */
    void clear() {
        if (terminal.isInteractive()) {
            terminal.err().print("\r\033[K");
        }
    }
}
