package dev.signet.cli.export;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The batches that were not signed yet when they were listed. One bit each: there may be as many as there are records. */
final class OpenBatches {
    private static final int PAGE_BITS = 20;

    private final Map<Long, BitSet> pages = new HashMap<>();
    private long last;

    /** Batches come by id. */
    void listed(long id, boolean isOpen) {
        last = id;
        if (isOpen) {
            pages.computeIfAbsent(id >>> PAGE_BITS, _ -> new BitSet()).set(bit(id));
        }
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** Whether a batch was signed only after the list was made. */
    boolean signedLater(long id) {
        var page = pages.get(id >>> PAGE_BITS);
        return id > last || (page != null && page.get(bit(id)));
    }

    private static int bit(long id) {
        return (int) (id & ((1L << PAGE_BITS) - 1));
    }
}
