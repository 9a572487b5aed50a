package dev.signet.dispatch;

import dev.signet.contract.BatchId;
import dev.signet.contract.SigningTriggered;
import java.util.List;
import java.util.Map;

/** Where triggers go. */
@FunctionalInterface
interface Triggers {
    /** Says, once the broker has answered for all of them, which it did not take, and why; throws when it is not there. */
    Map<BatchId, String> publish(List<SigningTriggered> batches);
}
