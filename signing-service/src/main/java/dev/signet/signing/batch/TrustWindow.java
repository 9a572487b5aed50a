package dev.signet.signing.batch;

import dev.signet.signing.batch.Times.Moment;
import java.time.Duration;

/**
 * How long a worker trusts a lease: from when the answered call began, so that a slow answer shortens it, and until {@code margin} before it
 * ends. A margin that would take more than half of what was granted is replaced by a tenth of it, so that short leases can be used.
 */
record TrustWindow(Moment start, Duration granted, Duration length) {
    static TrustWindow of(Moment start, Duration granted, Duration margin) {
        var fits = margin.multipliedBy(2).compareTo(granted) <= 0;
        return new TrustWindow(start, granted, granted.minus(fits ? margin : granted.dividedBy(10)));
    }

    boolean isOpen(Times times) {
        return times.nanosSince(start) < length.toNanos();
    }
}
