package dev.signet.dispatch;

import dev.signet.contract.SigningTriggered;
import java.util.List;

/** Where triggers go. */
@FunctionalInterface
interface Triggers {
    /** Returns once the broker has confirmed all of them; throws when any was not delivered. */
    void publish(List<SigningTriggered> batches);
}
