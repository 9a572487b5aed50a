package dev.signet.dispatch;

import dev.signet.dispatch.DispatchRound.Outcome;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How long the dispatcher waits before it asks again. Used by one thread. */
final class Pace {
    private static final Duration QUICK = Duration.ofMillis(20);
    private static final Duration SLOWEST_IDLE = Duration.ofMillis(500);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration SLOWEST_BACKOFF = Duration.ofSeconds(3);
    private static final Duration LONGEST_UNTIL_ROOM = Duration.ofMillis(100);

    private final LongSupplier nanos;
    private Duration idle = QUICK;
    private Duration backoff = FIRST_BACKOFF;
    private Duration wait = QUICK;
    private long caughtUp;
    private boolean askedInVain;

    /** @param nanos a monotonic clock */
    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.caughtUp = nanos.getAsLong();
    }

    Duration after(Outcome outcome) {
        backoff = FIRST_BACKOFF;
        return switch (outcome) {
            case DISPATCHED -> {
                idle = QUICK;
                yield Duration.ZERO;
            }
            case CAUGHT_UP -> {
                idle = QUICK;
                yield untilThereIsRoom();
            }
            case NOTHING_DUE -> {
                idle = QUICK;
                askedInVain = true;
                yield QUICK;
            }
            case IDLE -> {
                wait = QUICK;
                askedInVain = false;
                var step = idle;
                idle = doubled(idle, SLOWEST_IDLE);
                yield step;
            }
        };
    }

    // Room for more comes about as soon as it did the last time; to ask much earlier is for nothing, and costs both
    // services as much as handing batches out. Where there was room when it asked, it may have come long before.
    private Duration untilThereIsRoom() {
        var now = nanos.getAsLong();
        var room = askedInVain ? Duration.ofNanos(now - caughtUp) : wait.dividedBy(2);
        wait = longer(QUICK, shorter(room.multipliedBy(3).dividedBy(4), LONGEST_UNTIL_ROOM));
        caughtUp = now;
        askedInVain = false;
        return wait;
    }

    Duration afterFailure() {
        var step = backoff;
        backoff = doubled(backoff, SLOWEST_BACKOFF);
        return step;
    }

    private static Duration doubled(Duration wait, Duration most) {
        return shorter(wait.multipliedBy(2), most);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
