package dev.signet.signing.batch;

import dev.signet.signing.batch.Times.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shutdown as the batches see it: once it has begun they have a little time left to finish, then they give up their leases. */
@Component
class Drain {
    static final Duration GRACE = Duration.ofSeconds(12);

    private final Times times;
    private volatile @Nullable Moment begun;

    Drain(Times times) {
        this.times = times;
    }

    void begin() {
        begun = times.now();
    }

    /** The worker was started again. */
    void cancel() {
        begun = null;
    }

    boolean hasBegun() {
        return begun != null;
    }

    boolean isOver() {
        var since = begun;
        return since != null && times.since(since).compareTo(GRACE) >= 0;
    }
}
