package dev.signet.key.lease;

import dev.signet.contract.RequestId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those who want a key, in the order in which they came. Belongs to the writer's thread. */
final class WaitingLine {
    private final Map<RequestId, Applicant> line = new LinkedHashMap<>();

    /** Puts it last, or in the place of the same request that came before: that one's caller has gone and asks again. */
    void add(Applicant applicant) {
        var before = line.put(applicant.request().requestId(), applicant);
        if (before != null) {
            before.decide(new Decision.NoKey());
        }
    }

    /** Who is still there. */
    List<Applicant> present() {
        line.values().removeIf(Applicant::isGone);
        return List.copyOf(line.values());
    }

    void remove(Applicant applicant) {
        line.remove(applicant.request().requestId(), applicant);
    }

    int size() {
        return line.size();
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    /** How long until the first one's patience ends, but no longer than {@code atMost}. */
    long untilNextDeadline(long atMost) {
        return line.values().stream()
                .mapToLong(Applicant::patienceMillis)
                .reduce(atMost, (least, patience) -> Math.max(1, Math.min(least, patience)));
    }
}
