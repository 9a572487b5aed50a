package dev.signet.dispatch;

import dev.signet.contract.BatchId;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.CrashPoint;
import java.util.List;
import java.util.Optional;

/**
 * Claims, publishes, marks. What was claimed and could not be published, for want of a broker, is kept and tried first the next time: claimed batches are due
 * again only after the redispatch interval. Used by one thread.
 */
final class DispatchRound {
    private final DueBatches batches;
    private final Triggers triggers;
    private final int limit;
    private final HeldBack heldBack;
    private List<SigningTriggered> claimed = List.of();
    private List<BatchId> confirmed = List.of();
    private Outcome outcome = Outcome.IDLE;

    DispatchRound(DueBatches batches, Triggers triggers, int limit) {
        this(batches, triggers, limit, new HeldBack(System::nanoTime));
    }

    DispatchRound(DueBatches batches, Triggers triggers, int limit, HeldBack heldBack) {
        this.batches = batches;
        this.triggers = triggers;
        this.limit = limit;
        this.heldBack = heldBack;
    }

    /** Throws when a server it needs is away; the next call goes on from there. */
    Outcome run() {
        if (confirmed.isEmpty()) {
            if (claimed.isEmpty()) {
                outcome = claim();
            }
            publish();
        }
        mark();
        return outcome;
    }

    private Outcome claim() {
        CrashPoint.DISPATCHER_BEFORE_CLAIM.reach();
        var answer = batches.claim(new Request(limit, Optional.of(heldBack.keyrings())));
        claimed = answer.batches();
        if (claimed.isEmpty()) {
            return answer.idle() ? Outcome.IDLE : Outcome.NOTHING_DUE;
        }
        CrashPoint.DISPATCHER_CLAIMED.reach();
        return claimed.size() < limit ? Outcome.CAUGHT_UP : Outcome.DISPATCHED;
    }

    private void publish() {
        var due = heldBack.with(claimed);
        if (!due.isEmpty()) {
            var refused = triggers.publish(due);
            heldBack.tried(due, refused);
            confirmed = due.stream()
                    .map(SigningTriggered::batchId)
                    .filter(id -> !refused.containsKey(id))
                    .toList();
        }
        if (!claimed.isEmpty() && confirmed.isEmpty()) {
            outcome = Outcome.NOTHING_DUE; // there is nothing to be gained by claiming more at once
        }
        claimed = List.of();
    }

    private void mark() {
        if (confirmed.isEmpty()) {
            return;
        }
        CrashPoint.DISPATCHER_PUBLISHED.reach();
        batches.mark(new Mark(confirmed));
        CrashPoint.DISPATCHER_MARKED.reach();
        confirmed = List.of();
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
