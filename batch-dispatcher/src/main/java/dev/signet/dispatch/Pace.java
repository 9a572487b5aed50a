package dev.signet.dispatch;

import dev.signet.dispatch.DispatchRound.Outcome;
import java.time.Duration;

/** How long the dispatcher waits before it asks again. Used by one thread. */
final class Pace {
    private static final Duration QUICK = Duration.ofMillis(20);
    private static final Duration SLOWEST_IDLE = Duration.ofMillis(500);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration SLOWEST_BACKOFF = Duration.ofSeconds(3);

    private Duration idle = QUICK;
    private Duration backoff = FIRST_BACKOFF;

    Duration after(Outcome outcome) {
        backoff = FIRST_BACKOFF;
        return switch (outcome) {
            case DISPATCHED -> {
                idle = QUICK;
                yield Duration.ZERO;
            }
            case NOTHING_DUE -> {
                idle = QUICK;
                yield QUICK;
            }
            case IDLE -> {
                var wait = idle;
                idle = doubled(idle, SLOWEST_IDLE);
                yield wait;
            }
        };
    }

    Duration afterFailure() {
        var wait = backoff;
        backoff = doubled(backoff, SLOWEST_BACKOFF);
        return wait;
    }

    private static Duration doubled(Duration wait, Duration most) {
        var twice = wait.multipliedBy(2);
        return twice.compareTo(most) > 0 ? most : twice;
    }
}
