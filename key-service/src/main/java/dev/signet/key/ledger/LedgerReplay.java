package dev.signet.key.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Replays what happened to the keys, tick by tick, and counts what must never happen. It knows nothing of how keys are chosen: it only
 * compares each grant with what was free in the key's keyring.
 */
final class LedgerReplay {
    private static final Comparator<Key> LEAST_RECENTLY_USED =
            Comparator.comparingLong(Key::lastUsed).thenComparingInt(Key::id);

    private final Map<Integer, Key> keys = new HashMap<>();
    private final Map<String, TreeSet<Key>> free = new HashMap<>();
    private final long begin;
    private long concurrentKeyUse;
    private long lruViolations;

    /** @param begin of earlier ticks leases may be missing: which of the keys that were used then was used last nobody can say */
    LedgerReplay(long begin) {
        this.begin = begin;
    }

    enum What {
        IMPORTED,
        ENABLED,
        DISABLED,
        RETIRED,
        GRANTED,
        CLOSED
    }

    /**
     * @param keyId the row's
     * @param keyring the key's: of other keyrings' keys none is asked for
     */
    record Event(long tick, int keyId, String keyring, What what) {}

    /** @param inUse how many open leases it has */
    private record Key(int id, long lastUsed, int inUse, boolean enabled) {}

    void replay(Event event) {
        var key = keys.getOrDefault(event.keyId(), new Key(event.keyId(), 0, 0, false));
        var itsKeyring = free.computeIfAbsent(event.keyring(), _ -> new TreeSet<>(LEAST_RECENTLY_USED));
        if (event.what() == What.GRANTED) {
            check(key, itsKeyring);
        }
        var after = next(key, event);
        keys.put(event.keyId(), after);
        itsKeyring.remove(key);
        if (after.enabled() && after.inUse() == 0) {
            itsKeyring.add(after);
        }
    }

    private void check(Key granted, TreeSet<Key> free) {
        if (granted.inUse() > 0) {
            concurrentKeyUse++;
        }
        if (!free.isEmpty() && free.first().lastUsed() < granted.lastUsed()) {
            lruViolations++;
        }
    }

    private Key next(Key key, Event event) {
        return switch (event.what()) {
            case IMPORTED, ENABLED -> new Key(key.id(), key.lastUsed(), key.inUse(), true);
            case DISABLED, RETIRED -> new Key(key.id(), key.lastUsed(), key.inUse(), false);
            case GRANTED -> new Key(key.id(), key.lastUsed(), key.inUse() + 1, key.enabled());
            case CLOSED -> new Key(key.id(), event.tick() < begin ? 0 : event.tick(), key.inUse() - 1, key.enabled());
        };
    }

    long concurrentKeyUse() {
        return concurrentKeyUse;
    }

    long lruViolations() {
        return lruViolations;
    }
}
