package dev.signet.cli.progress;

import dev.signet.cli.progress.Progress.State;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the estimate back until there is something to base it on: the first samples of a run say little. */
public final class Estimate {
    private static final int SAMPLES_NEEDED = 3;

    private final Set<String> samples = new HashSet<>();
    private @Nullable String runId;

    /** What can be said about the time that is left. */
    public sealed interface Remaining {
        record Calculating() implements Remaining {}

        /** Nothing is to be expected before somebody lets it go on. */
        record Paused() implements Remaining {}

        record About(Duration duration) implements Remaining {}
    }

    Remaining of(Progress progress) {
        if (!Objects.equals(runId, progress.runId())) {
            runId = progress.runId();
            samples.clear();
        }
        if (samples.size() < SAMPLES_NEEDED && progress.records().signed() > 0) {
            samples.add(String.valueOf(progress.asOf()));
        }
        if (progress.state() == State.PAUSED) {
            return new Remaining.Paused();
        }
        if (samples.size() < SAMPLES_NEEDED) {
            return new Remaining.Calculating();
        }
        return progress.eta().<Remaining>map(Remaining.About::new).orElseGet(Remaining.Calculating::new);
    }
}
