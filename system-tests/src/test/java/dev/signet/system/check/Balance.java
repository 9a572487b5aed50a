package dev.signet.system.check;

import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Holds what has arrived against what was sent: nothing lost, nothing twice, nothing of anyone else's. */
record Balance(Payloads sent, Payloads arrived, Payloads excused) {
    /** @param finding told of each content that does not balance: its SHA-256, and what is wrong with it */
    void check(BiConsumer<String, String> finding) {
        var all = new TreeSet<>(sent.digests());
        all.addAll(arrived.digests());
        for (var digest : all) {
            var missing = sent.count(digest) - arrived.count(digest);
            if (missing < 0 || missing > excused.count(digest)) {
                finding.accept(digest, "%d sent, %d arrived".formatted(sent.count(digest), arrived.count(digest)));
            }
        }
    }

    /** How many have not arrived and may have been lost. */
    long lost() {
        return sent.digests().stream()
                .mapToLong(digest -> Math.clamp(sent.count(digest) - arrived.count(digest), 0, excused.count(digest)))
                .sum();
    }
}
