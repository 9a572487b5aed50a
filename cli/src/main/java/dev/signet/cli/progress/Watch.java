package dev.signet.cli.progress;

import dev.signet.cli.progress.Progress.State;
import dev.signet.cli.server.ServerUnreachable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows the newest run until it ends: through waiting for records, stalls and a server that is away for a while. */
public final class Watch {
    /** Long enough for any run, and still a number of nanoseconds. */
    public static final Duration FOREVER = Duration.ofDays(36_500);

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final ProgressSource source;
    private final WatchView view;
    private final Duration interval;
    private final Estimate estimate = new Estimate();
    private @Nullable Progress last;
    private String said = "";

    public Watch(ProgressSource source, WatchView view) {
        this(source, view, INTERVAL);
    }

    Watch(ProgressSource source, WatchView view, Duration interval) {
        this.source = source;
        this.view = view;
        this.interval = interval;
    }

    /** How the watching ended. */
    public sealed interface Outcome {
        /** The run is over, with or without quarantined records. */
        record Finished(Progress progress) implements Outcome {}

        /** The run goes on, but the time given is over. */
        record OutOfTime() implements Outcome {}

        /** The server was not there once within the time given. */
        record NeverReached(ServerUnreachable reason) implements Outcome {}
    }

    /** Reads and shows until the newest run is over or the time is. Returns at once when it is over already. */
    public Outcome untilFinished(Duration timeout) throws InterruptedException {
        try {
            return follow(timeout);
        } finally {
            view.stop();
        }
    }

    private Outcome follow(Duration timeout) throws InterruptedException {
        var start = System.nanoTime();
        while (true) {
            var unreachable = look();
            if (last != null && unreachable == null && last.isOver()) {
                finish(last);
                return new Outcome.Finished(last);
            }
            if (System.nanoTime() - start >= timeout.toNanos()) {
                return unreachable != null && last == null
                        ? new Outcome.NeverReached(unreachable)
                        : new Outcome.OutOfTime();
            }
            Thread.sleep(interval);
        }
    }

    private @Nullable ServerUnreachable look() throws InterruptedException {
        try {
            var progress = source.read();
            show(progress);
            last = progress;
            return null;
        } catch (ServerUnreachable e) {
            sayOnce("%s, retrying".formatted(e.getMessage()));
            return e;
        }
    }

    private void show(Progress progress) {
        var remaining = estimate.of(progress);
        switch (progress.state()) {
            case IDLE -> sayOnce("waiting for records");
            case STALLED -> {
                sayOnce("stalled: " + (progress.reason() == null ? "nothing was signed lately" : progress.reason()));
                view.show(progress, remaining);
            }
            case PAUSED -> {
                sayOnce("run %s is paused; 'run resume %s' lets it go on"
                        .formatted(progress.runId(), progress.runId()));
                view.show(progress, remaining);
            }
            case RUNNING -> {
                if (!said.isEmpty()) {
                    sayOnce("signing");
                    said = "";
                }
                view.show(progress, remaining);
            }
            case COMPLETED, COMPLETED_WITH_QUARANTINE -> {}
        }
    }

    private void finish(Progress progress) {
        view.finish(progress);
        if (progress.state() == State.COMPLETED_WITH_QUARANTINE) {
            var ids = progress.quarantinedRecords();
            var count = progress.records().quarantined();
            view.say("%s could not be signed: %s%s"
                    .formatted(
                            Figures.count(count, "record"),
                            String.join(", ", ids),
                            count > ids.size() ? " and more" : ""));
        }
    }

    private void sayOnce(String sentence) {
        if (!sentence.equals(said)) {
            view.say(sentence);
            said = sentence;
        }
    }
}
