package dev.signet.dispatch;

import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.CrashPoint;
import java.util.List;

/**
 * Claims, publishes, marks. What was claimed and could not be published, for want of a broker or of a queue while the system starts, is
 * kept and tried first the next time: claimed batches are due again only after the redispatch interval. Used by one thread.
 */
final class DispatchRound {
    private final DueBatches batches;
    private final Triggers triggers;
    private final int limit;
    private List<SigningTriggered> claimed = List.of();
    private boolean published;

    DispatchRound(DueBatches batches, Triggers triggers, int limit) {
        this.batches = batches;
        this.triggers = triggers;
        this.limit = limit;
    }

    /** Throws when a server it needs is away; the next call goes on from there. */
    Outcome run() {
        if (claimed.isEmpty()) {
            CrashPoint.DISPATCHER_BEFORE_CLAIM.reach();
            var answer = batches.claim(limit);
            if (answer.batches().isEmpty()) {
                return answer.idle() ? Outcome.IDLE : Outcome.NOTHING_DUE;
            }
            claimed = answer.batches();
            CrashPoint.DISPATCHER_CLAIMED.reach();
        }
        if (!published) {
            triggers.publish(claimed);
            published = true;
            CrashPoint.DISPATCHER_PUBLISHED.reach();
        }
        batches.mark(new Mark(claimed.stream().map(SigningTriggered::batchId).toList()));
        CrashPoint.DISPATCHER_MARKED.reach();
        var outcome = claimed.size() < limit ? Outcome.CAUGHT_UP : Outcome.DISPATCHED;
        claimed = List.of();
        published = false;
        return outcome;
    }

    enum Outcome {
        /** As many as can be claimed at once; there may be more. */
        DISPATCHED,
        /** All that were due. */
        CAUGHT_UP,
        /** Batches are outstanding; room for new ones may come at any moment. */
        NOTHING_DUE,
        /** Nothing is outstanding either. */
        IDLE
    }
}
