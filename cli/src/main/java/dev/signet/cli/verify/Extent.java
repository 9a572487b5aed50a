package dev.signet.cli.verify;

import org.jspecify.annotations.Nullable;

/**
 * How much of what happened a source claims to hold.
 *
 * @param isEverything the run was over, and no lease open
 * @param tick otherwise: all that was stored under leases closed at this tick of the ledger, or before
 */
public record Extent(boolean isEverything, long tick) {
    static final Extent EVERYTHING = new Extent(true, Long.MAX_VALUE);

    static Extent through(long tick) {
        return new Extent(false, tick);
    }

    boolean covers(@Nullable Long closeTick) {
        return isEverything || (closeTick != null && closeTick <= tick);
    }
}
