package dev.signet.signing.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Both clocks of this machine: the monotonic one may stand still while a virtual machine is suspended, the other may be set back. */
record Times(Clock wall, LongSupplier monotonic) {
    Moment now() {
        return new Moment(wall.instant(), monotonic.getAsLong());
    }

    /** The longer of what the two clocks say. */
    Duration since(Moment then) {
        var byMonotonic = Duration.ofNanos(monotonic.getAsLong() - then.nanos);
        var byWall = Duration.between(then.instant, wall.instant());
        return byMonotonic.compareTo(byWall) > 0 ? byMonotonic : byWall;
    }

    /** A point in time by both clocks. */
    record Moment(Instant instant, long nanos) {}
}
