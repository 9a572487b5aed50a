package dev.signet.audit.tree;

import dev.signet.audit.event.Entry;
import dev.signet.audit.event.EventLine;
import dev.signet.audit.log.LogHead;
import dev.signet.audit.search.EventFilter;
import dev.signet.audit.search.Events;
import dev.signet.audit.search.SeqRange;
import dev.signet.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The leaves of the tree: of events that this process has just appended as it knows them, of all others as they stand in the database. */
@Component
class LeafRows {
    private static final int STEP = 2_000;

    private final LogHead head;
    private final Events events;

    LeafRows(LogHead head, Events events) {
        this.head = head;
        this.events = events;
    }

    /** The next ones from {@code first} on, at least one of those below {@code end}. */
    List<Hash> from(long first, long end) {
        var fresh = head.freshFrom(first, (int) Math.min(STEP, end - first));
        if (!fresh.isEmpty()) {
            return fresh.stream()
                    .map(event -> Hash.ofLeaf(EventLine.of(event.seq(), event.receivedAt(), event.content())))
                    .toList();
        }
        return stored(new SeqRange(first, Math.min(first + STEP, end)));
    }

    private List<Hash> stored(SeqRange range) {
        var leaves = new ArrayList<Hash>();
        for (Entry entry : events.up(EventFilter.NONE, range, STEP)) {
            requireNext(entry.seq(), range.first() + leaves.size());
            leaves.add(Hash.ofLeaf(entry.line()));
        }
        requireNext(range.end(), range.first() + leaves.size());
        return leaves;
    }

    private static void requireNext(long found, long wanted) {
        if (found != wanted) {
            throw new LogDamaged("event %d is missing".formatted(wanted));
        }
    }
}
