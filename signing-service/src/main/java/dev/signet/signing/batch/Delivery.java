package dev.signet.signing.batch;

import dev.signet.contract.BatchId;
import dev.signet.contract.RequestId;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.trace.BatchSpan;
import dev.signet.signing.batch.Times.Moment;

/**
 * A trigger as it was taken from the queue, once.
 *
 * @param requestId names this delivery's lease
 * @param span of all that is done for it here
 */
record Delivery(SigningTriggered trigger, RequestId requestId, Moment taken, BatchSpan span) {
    BatchId batchId() {
        return trigger.batchId();
    }
}
