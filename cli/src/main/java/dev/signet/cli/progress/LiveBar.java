package dev.signet.cli.progress;

import dev.signet.cli.progress.Estimate.Remaining;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Two lines that are drawn again in place, at most ten times a second and never wider than the terminal. */
final class LiveBar implements WatchView {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration MEASURE = Duration.ofSeconds(2);
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 4;
    private static final String OVERWRITE = "\033[2A";
    private static final String CLEAR_LINE = "\r\033[2K";
    private static final String CLEAR_BELOW = "\r\033[J";
    private static final String GREEN = "\033[32m";
    private static final String PLAIN = "\033[0m";

    private final Terminal terminal;
    private Instant drawnAt = Instant.MIN;
    private Instant measuredAt = Instant.MIN;
    private int width;
    private boolean isDrawn;

    LiveBar(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void show(Progress progress, Remaining remaining) {
        var now = terminal.clock().instant();
        if (now.isBefore(drawnAt.plus(REDRAW))) {
            return;
        }
        drawnAt = now;
        draw(progress, progress.ratePerSecond(), Figures.remaining(remaining));
    }

    @Override
    public void say(String sentence) {
        erase();
        terminal.out().flush();
        terminal.err().println("  " + sentence);
    }

    @Override
    public void finish(Progress progress) {
        draw(progress, progress.overallRate(), "took " + Figures.seconds(progress.elapsed()));
    }

    @Override
    public void stop() {
        terminal.out().flush();
    }

    private void draw(Progress progress, double rate, String time) {
        measure();
        var head = "  ";
        var tail = "  %3d%%   %s   %s   %s"
                .formatted(progress.percent(), Shown.signedOfTotal(progress), Figures.rate(rate), time);
        var bar = Math.min(LONGEST_BAR, width - head.length() - tail.length());
        var first =
                bar < SHORTEST_BAR ? cut(tail, null, 0) : cut(head + Bar.of(progress.percent(), bar) + tail, head, bar);
        var text = (isDrawn ? OVERWRITE : "")
                + CLEAR_LINE + first + "\n"
                + CLEAR_LINE + cut("  " + Shown.details(progress), null, 0) + "\n";
        terminal.out().print(text);
        terminal.out().flush();
        isDrawn = true;
    }

    /** Cuts before it colours, so that a colour code neither counts as width nor is cut in two. */
    private String cut(String line, @Nullable String head, int bar) {
        var fitting = line.length() > width ? line.substring(0, width) : line;
        if (head == null || !terminal.hasColor()) {
            return fitting;
        }
        var end = head.length() + bar;
        return head + GREEN + fitting.substring(head.length(), end) + PLAIN + fitting.substring(end);
    }

    private void erase() {
        if (isDrawn) {
            terminal.out().print(OVERWRITE + CLEAR_BELOW);
            isDrawn = false;
        }
    }

    // Asking starts a process, so not at every redraw; the last column stays free because some terminals wrap there.
    private void measure() {
        var now = terminal.clock().instant();
        if (now.isAfter(measuredAt.plus(MEASURE))) {
            measuredAt = now;
            width = Math.max(1, terminal.width().getAsInt() - 1);
        }
    }
}
