package dev.signet.cli.verify;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Goes through the ledger tick by tick and looks, at every grant, which keys of the keyring were free and how long they had not been used. */
final class Replay {
    private static final Comparator<KeyReplay> LEAST_RECENTLY_USED =
            Comparator.<KeyReplay>comparingLong(key -> key.lastUsed).thenComparing(key -> key.id);

    private final Findings findings;
    private final Extent extent;
    private final Map<String, KeyReplay> keys = new HashMap<>();
    private final Map<String, TreeSet<KeyReplay>> free = new HashMap<>();
    private final PriorityQueue<Close> closes = new PriorityQueue<>(Comparator.comparingLong(Close::tick));
    private long tick;
    /** Of earlier ticks leases may be missing. */
    private long begin;

    Replay(Findings findings, Extent extent) {
        this.findings = findings;
        this.extent = extent;
    }

    private record Close(long tick, KeyReplay key) {}

    void on(LedgerLine line) {
        if (line.isBegin()) {
            begin(line);
            return;
        }
        closeBefore(line.at());
        advanceTo(line.at());
        if (line.isLease()) {
            grant(line);
        } else {
            change(line);
        }
    }

    /** Where each key came in. */
    Map<String, String> keyrings() {
        return keys.values().stream().collect(Collectors.toMap(key -> key.id, key -> key.keyring));
    }

    private void begin(LedgerLine line) {
        if (tick > 0 || line.tick() < 1) {
            findings.add(
                    Rule.CONSISTENT, "the ledger says at tick %d that it begins at %d".formatted(tick, line.tick()));
        }
        begin = line.tick();
    }

    /** @param last the keyring's tick, by which the ledger is seen to be complete */
    void end(long last) {
        closeBefore(Long.MAX_VALUE);
        if (Math.max(tick, begin - 1) != last) {
            findings.add(Rule.CONSISTENT, "the keyring is at tick %d, but its ledger ends at %d".formatted(last, tick));
        }
    }

    // Everything that happens to the keyring has a tick of its own, so a hole is something that was left out.
    private void advanceTo(long next) {
        if (next < begin ? next <= tick : next != Math.max(tick + 1, begin)) {
            findings.add(Rule.CONSISTENT, "the ledger goes from tick %d to %d".formatted(tick, next));
        }
        tick = Math.max(tick, next);
    }

    private void closeBefore(long next) {
        for (var close = closes.peek(); close != null && close.tick() < next; close = closes.peek()) {
            closes.remove();
            advanceTo(close.tick());
            var key = close.key();
            key.openLeases--;
            key.lastUsed = close.tick() < begin ? 0 : close.tick(); // whether it was used after that nobody knows
            freeAgain(key);
        }
    }

    private void grant(LedgerLine line) {
        var key = keys.get(line.keyId());
        if (key == null) {
            findings.add(
                    Rule.CONSISTENT,
                    "tick %d granted key %s, which is not in the keyring".formatted(tick, line.keyId()));
            key = enter(line);
        }
        checkChoice(key);
        if (line.token() <= key.lastToken) {
            findings.add(
                    Rule.CONSISTENT,
                    "tick %d gave out token %d of key %s again or late".formatted(tick, line.token(), key.id));
        }
        take(key, line);
    }

    private void checkChoice(KeyReplay key) {
        if (!key.isFree()) {
            findings.add(
                    Rule.KEY_ALONE, "tick %d granted key %s, which was %s".formatted(tick, key.id, key.whyNotFree()));
            return;
        }
        var least = freeBeside(key).first();
        if (least.lastUsed < key.lastUsed) {
            findings.add(
                    Rule.LEAST_RECENTLY_USED,
                    "tick %d granted key %s, last used at tick %d, while %s, last used at %d, was free"
                            .formatted(tick, key.id, key.lastUsed, least.id, least.lastUsed));
        }
    }

    private void take(KeyReplay key, LedgerLine line) {
        freeBeside(key).remove(key);
        key.openLeases++;
        key.lastToken = Math.max(key.lastToken, line.token());
        var closeTick = line.closeTick();
        if (closeTick != null && closeTick > line.grantTick()) {
            closes.add(new Close(closeTick, key));
        } else if (closeTick != null || !line.isOpen() || extent.isEverything()) {
            findings.add(
                    Rule.CONSISTENT, "the lease granted at tick %d has no close after it".formatted(line.grantTick()));
        }
    }

    private void change(LedgerLine line) {
        var key = keys.get(line.keyId());
        var event = String.valueOf(line.event());
        if (key == null && "IMPORTED".equals(event)) {
            enter(line);
        } else if (key != null && key.isFree() && "DISABLED".equals(event)) {
            freeBeside(key).remove(key);
            key.isDisabled = true;
        } else if (key != null && (key.isFree() || key.isDisabled) && "RETIRED".equals(event)) {
            freeBeside(key).remove(key);
            key.isDisabled = false;
            key.isRetired = true;
        } else if (key != null && key.isDisabled && "ENABLED".equals(event)) {
            key.isDisabled = false;
            freeAgain(key);
        } else {
            findings.add(Rule.CONSISTENT, "tick %d: key %s cannot be %s now".formatted(tick, line.keyId(), event));
        }
    }

    private KeyReplay enter(LedgerLine line) {
        var key = new KeyReplay(line.keyId(), String.valueOf(line.keyring()));
        keys.put(key.id, key);
        freeBeside(key).add(key);
        return key;
    }

    private void freeAgain(KeyReplay key) {
        if (key.isFree()) {
            freeBeside(key).add(key);
        }
    }

    private TreeSet<KeyReplay> freeBeside(KeyReplay key) {
        return free.computeIfAbsent(key.keyring, _ -> new TreeSet<>(LEAST_RECENTLY_USED));
    }
}
