package dev.signet.dispatch;

import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;

/** Where due batches come from. */
interface DueBatches {
    /** At most so many that are due, overdue ones first; each is due again later unless it goes on. */
    Claimed claim(int limit);

    /** The broker has these. */
    void mark(Mark mark);
}
