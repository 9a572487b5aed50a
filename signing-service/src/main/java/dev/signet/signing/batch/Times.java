package dev.signet.signing.batch;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Both clocks of this machine: the monotonic one may stand still while a virtual machine is suspended, the other may be set back. */
record Times(Clock wall, LongSupplier monotonic) {
    Moment now() {
        return new Moment(wall.millis(), monotonic.getAsLong());
    }

    /** The longer of what the two clocks say. */
    Duration since(Moment then) {
        return Duration.ofNanos(nanosSince(then));
    }

    /** The same as a number: it is asked for three times for each record. */
    long nanosSince(Moment then) {
        return Math.max(monotonic.getAsLong() - then.nanos, TimeUnit.MILLISECONDS.toNanos(wall.millis() - then.millis));
    }

    /** A point in time by both clocks. */
    record Moment(long millis, long nanos) {}
}
