package dev.signet.system.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keyrings that are led through their events, one tick after the other. */
final class Replay {
    private static final int MOST = 10;

    private final Map<String, String> keyringOf;
    private final Map<String, Key> keys = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private long tick;

    private enum State {
        FREE,
        LEASED,
        DISABLED,
        RETIRED
    }

    /** @param lastUsed tick of its last close, 0 before the first */
    private record Key(State state, long lastUsed) {}

    /** @param keyringOf each key, for ever: only those of one take turns with each other */
    Replay(Map<String, String> keyringOf) {
        this.keyringOf = Map.copyOf(keyringOf);
    }

    void on(long at, String event, String id) {
        expect(at == tick + 1, "tick %d is followed by %d".formatted(tick, at));
        tick = at;
        switch (event) {
            case "IMPORTED" -> change(id, null, new Key(State.FREE, 0));
            case "GRANTED" -> grant(id);
            case "CLOSED" -> change(id, State.LEASED, new Key(State.FREE, at));
            case "DISABLED" -> change(id, State.FREE, new Key(State.DISABLED, lastUsed(id)));
            case "RETIRED" -> retire(id);
            case "ENABLED" -> change(id, State.DISABLED, new Key(State.FREE, lastUsed(id)));
            default -> throw new IllegalArgumentException(event);
        }
    }

    /** @return what was found, when the keyring itself is at the given tick */
    List<String> end(long last) {
        expect(tick == last, "the events end at tick %d and the keyring is at %d".formatted(tick, last));
        return findings;
    }

    private void grant(String id) {
        keys.entrySet().stream()
                .filter(key -> key.getValue().state() == State.FREE)
                .filter(key -> Objects.equals(keyringOf.get(key.getKey()), keyringOf.get(id)))
                .min(Comparator.comparingLong(key -> key.getValue().lastUsed()))
                .filter(least -> least.getValue().lastUsed() < lastUsed(id))
                .ifPresent(least -> expect(
                        false,
                        "tick %d granted key %s, last used at tick %d, while %s, last used at %d, was free"
                                .formatted(
                                        tick,
                                        id,
                                        lastUsed(id),
                                        least.getKey(),
                                        least.getValue().lastUsed())));
        change(id, State.FREE, new Key(State.LEASED, lastUsed(id)));
    }

    private void retire(String id) {
        var key = keys.get(id);
        var from = key != null && key.state() == State.DISABLED ? State.DISABLED : State.FREE;
        change(id, from, new Key(State.RETIRED, lastUsed(id)));
    }

    private void change(String id, @Nullable State from, Key to) {
        var key = keys.put(id, to);
        var state = key == null ? null : key.state();
        expect(state == from, "tick %d made key %s %s, which was %s".formatted(tick, id, to.state(), state));
    }

    private long lastUsed(String id) {
        var key = keys.get(id);
        return key == null ? 0 : key.lastUsed();
    }

    private void expect(boolean condition, String otherwise) {
        if (!condition && findings.size() < MOST) {
            findings.add(otherwise);
        }
    }
}
