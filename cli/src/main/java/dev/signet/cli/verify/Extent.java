package dev.signet.cli.verify;

import org.jspecify.annotations.Nullable;

/**
 * How much of what happened a source claims to hold.
 *
 * @param isEverything the run was over, and no lease open
 * @param tick otherwise: all that was stored under leases closed at this tick of the ledger, or before
 * @param isPart of that, the batches that are listed and no others
 */
public record Extent(boolean isEverything, long tick, boolean isPart) {
    static final Extent EVERYTHING = new Extent(true, Long.MAX_VALUE, false);

    static Extent through(long tick) {
        return new Extent(false, tick, false);
    }

    static Extent partThrough(long tick) {
        return new Extent(false, tick, true);
    }

    boolean covers(@Nullable Long closeTick) {
        return isEverything || (closeTick != null && closeTick <= tick);
    }
}
