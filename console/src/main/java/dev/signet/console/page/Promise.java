package dev.signet.console.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One of the rules as a counter that must be 0.
 *
 * @param broken how often it was broken; null while nobody has counted
 * @param counted what the number is about
 */
record Promise(String rule, String sentence, @Nullable Long broken, String counted) {
    public boolean isKept() {
        return broken != null && broken == 0;
    }

    public boolean isBroken() {
        return broken != null && broken > 0;
    }

    /** The same as state.js makes of the same numbers. */
    static List<Promise> of(@Nullable Progress progress, @Nullable JsonNode counted) {
        var invariants = progress == null ? null : progress.invariants();
        return List.of(
                new Promise(
                        "R1",
                        "One signature per record",
                        most(counted, "signedTwice", invariants == null ? null : invariants.doubleSigned()),
                        "signatures beyond one for each record"),
                new Promise(
                        "R2",
                        "A key is never in two hands",
                        invariants == null ? null : invariants.concurrentKeyUse(),
                        "grants of a key that was in use"),
                new Promise(
                        "R3",
                        "One key signs a whole batch",
                        most(counted, "mixedKeyBatches", invariants == null ? null : invariants.mixedKeyBatches()),
                        "batches with signatures of several uses"),
                new Promise(
                        "R4",
                        "The least recently used key is next",
                        invariants == null ? null : invariants.lruViolations(),
                        "grants out of turn"),
                new Promise(
                        "R5",
                        "The batch size does not change",
                        most(counted, "wrongSizes", null),
                        "batches larger than the run's size"),
                new Promise(
                        "R6",
                        "Signed, or quarantined with a reason",
                        most(counted, "unsigned", null),
                        "finished records with neither"));
    }

    private static @Nullable Long most(@Nullable JsonNode counted, String name, @Nullable Long atTheEnd) {
        var live = counted == null ? null : (Long) counted.path(name).asLong(0);
        if (live == null || atTheEnd == null) {
            return live == null ? atTheEnd : live;
        }
        return Math.max(live, atTheEnd);
    }
}
