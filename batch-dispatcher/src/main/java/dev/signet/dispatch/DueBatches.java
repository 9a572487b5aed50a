package dev.signet.dispatch;

import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;

/** Where due batches come from. */
interface DueBatches {
    /** Some that are due, overdue ones first; each is due again later unless it goes on. */
    Claimed claim(Request request);

    /** The broker has these. */
    void mark(Mark mark);
}
