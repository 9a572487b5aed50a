package dev.signet.cli.progress;

import dev.signet.cli.progress.Estimate.Remaining;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One line every 5 percent or 5 seconds: for logs, pipes and {@code docker compose up}. */
final class PlainLines implements WatchView {
    private static final int STEP_PERCENT = 5;
    private static final Duration STEP_TIME = Duration.ofSeconds(5);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Terminal terminal;
    private int shownStep = -1;
    private Instant shownAt = Instant.MIN;

    PlainLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void show(Progress progress, Remaining remaining) {
        var step = progress.percent() / STEP_PERCENT;
        var now = terminal.clock().instant();
        if (step != shownStep || now.isAfter(shownAt.plus(STEP_TIME))) {
            shownStep = step;
            shownAt = now;
            print(progress, progress.ratePerSecond(), Figures.remaining(remaining));
        }
    }

    private void print(Progress progress, double rate, String time) {
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s  %3d%%  %17s  %10s   %-14s %s%n",
                        now(),
                        progress.percent(),
                        Shown.signedOfTotal(progress),
                        Figures.rate(rate),
                        time,
                        Shown.details(progress));
    }

    @Override
    public void say(String sentence) {
        terminal.err().printf("%s  %s%n", now(), sentence);
    }

    @Override
    public void finish(Progress progress) {
        print(progress, progress.overallRate(), "took " + Figures.seconds(progress.elapsed()));
    }

    @Override
    public void stop() {}

    private String now() {
        return LocalTime.now(terminal.clock()).format(TIME);
    }
}
