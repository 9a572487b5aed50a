package dev.signet.cli.progress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does not take the word of a sample for the end that was there before anyone asked: records that have just arrived may not be in it. */
public final class NewSamples implements ProgressSource {
    private static final int MOST_LOOKS = 30;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ProgressSource source;
    private @Nullable String first;

    public NewSamples(ProgressSource source) {
        this.source = source;
    }

    @Override
    public Progress read() throws InterruptedException {
        var progress = source.read();
        first = first == null ? progress.asOf() : first;
        for (var looks = 0; looks < MOST_LOOKS && progress.isOver() && isFirst(progress); looks++) {
            Thread.sleep(PAUSE);
            progress = source.read();
        }
        return progress;
    }

    private boolean isFirst(Progress progress) {
        return first != null && first.equals(progress.asOf());
    }
}
