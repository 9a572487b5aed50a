package dev.signet.signing.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Both clocks in a test's hand. */
final class FakeTime extends Clock {
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos = Long.MAX_VALUE - 1_000_000; // about to overflow, as a monotonic clock may be
    final Times times = new Times(this, () -> nanos);

    void pass(Duration duration) {
        passOnTheWall(duration);
        passMonotonic(duration);
    }

    /** As in a suspended virtual machine, whose monotonic clock stands still. */
    void passOnTheWall(Duration duration) {
        wall = wall.plus(duration);
    }

    /** As when somebody sets the clock back. */
    void passMonotonic(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
