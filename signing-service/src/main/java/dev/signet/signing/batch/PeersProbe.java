package dev.signet.signing.batch;

import dev.signet.signing.batch.Times.Moment;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether it is worth taking messages again: a worker can do nothing without both of its services. One that is alive and useless all the same
 * (it refuses our token, its database is away) is tried less and less often, up to once in ten seconds.
 */
@Component
class PeersProbe implements BooleanSupplier {
    private static final Duration FIRST_HOLD = Duration.ofMillis(200);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);
    private static final Duration FORGET_AFTER = Duration.ofSeconds(30);

    private final CollectionService collection;
    private final KeyService keys;
    private final Times times;
    private Duration hold = Duration.ZERO;
    private @Nullable Moment held;

    PeersProbe(CollectionService collection, KeyService keys, Times times) {
        this.collection = collection;
        this.keys = keys;
        this.times = times;
    }

    /** Something could not be done. */
    synchronized void hold() {
        if (held == null || times.since(held).compareTo(FORGET_AFTER) > 0) {
            hold = FIRST_HOLD;
        } else if (times.since(held).compareTo(hold) > 0) { // not another consumer's word on the same outage
            var twice = hold.multipliedBy(2);
            hold = twice.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : twice;
        }
        held = times.now();
    }

    @Override
    public boolean getAsBoolean() {
        return !isHeld() && collection.isAlive() && keys.isAlive();
    }

    private synchronized boolean isHeld() {
        return held != null && times.since(held).compareTo(hold) < 0;
    }
}
