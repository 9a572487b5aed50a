package dev.signet.collection.dispatch;

import dev.signet.collection.keyring.Keyring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Divides what may be handed out at once among the keyrings that have work: each gets an equal part, what one does not use the others may, and another
 * one comes first each time, so that a part of less than one batch comes to everybody in turn.
 */
final class Shares {
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param claim takes at most so many of a keyring
     * @return what all of them took, at most {@code limit}
     */
    <T> List<T> divide(int limit, List<Keyring> keyrings, BiFunction<Keyring, Integer, List<T>> claim) {
        var taken = new ArrayList<T>(Math.min(limit, 1000));
        var hungry = inTurn(keyrings);
        while (!hungry.isEmpty() && taken.size() < limit) {
            var more = new ArrayList<Keyring>();
            var share = Math.max(1, (limit - taken.size()) / hungry.size());
            for (var keyring : hungry) {
                var part = Math.min(share, limit - taken.size());
                var got = part == 0 ? List.<T>of() : claim.apply(keyring, part);
                taken.addAll(got);
                if (part > 0 && got.size() == part) {
                    more.add(keyring);
                }
            }
            hungry = more;
        }
        return taken;
    }

    private List<Keyring> inTurn(List<Keyring> keyrings) {
        if (keyrings.size() < 2) {
            return keyrings;
        }
        var first = Math.floorMod(turn.getAndIncrement(), keyrings.size());
        var ordered = new ArrayList<>(keyrings.subList(first, keyrings.size()));
        ordered.addAll(keyrings.subList(0, first));
        return ordered;
    }
}
