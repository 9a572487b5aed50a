package dev.signet.system.chaos;

import dev.signet.system.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What came of a round. */
record Verdict(Plan plan, Figures figures, List<Violation> violations, Duration took) {
    private static final Set<String> UNSURE = Set.of("logs", "test bed");
    private static final Set<String> UNFINISHED = Set.of("end", "at rest");

    boolean isGood() {
        return violations.isEmpty();
    }

    /**
     * Whether a rule was seen broken in the data: not merely an error in a log, nor a fault that could not be brought about. That work is left
     * counts only against a design that loses it.
     */
    boolean isCaught() {
        var losesWork = plan.wrong().map(Wrong::lacksReconciler).orElse(true);
        return violations.stream()
                .map(Violation::check)
                .anyMatch(check -> !UNSURE.contains(check) && (losesWork || !UNFINISHED.contains(check)));
    }

    /** One line, and one more for each thing that was found. */
    @Override
    public String toString() {
        var faults = plan.incidents().stream().map(Object::toString).collect(Collectors.joining("; "));
        var line = "seed %d  %s  %2d s  batch %d, %d keys%s, ttl %.1f s, pool %d | %s | %s"
                .formatted(
                        plan.seed(),
                        isGood() ? "ok" : "BROKEN",
                        took.toSeconds(),
                        plan.batchSize(),
                        plan.keys(),
                        plan.keysStay() ? " that stay" : "",
                        plan.ttl().toMillis() / 1000.0,
                        plan.pool(),
                        figures,
                        faults);
        return violations.stream().map(violation -> "\n    " + violation).collect(Collectors.joining("", line, ""));
    }
}
