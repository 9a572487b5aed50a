package dev.signet.collection.dispatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Where all services start together, none of the workers of before is alive: nothing needs to wait for a timeout. */
@Component
@ConditionalOnProperty("signet.recover-at-start")
class RecoveryAtStart implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(RecoveryAtStart.class);

    private final Dispatch dispatch;

    RecoveryAtStart(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var due = dispatch.makeAllDue();
        if (due > 0) {
            log.info("{} batches that were handed out before are due again", due);
        }
    }
}
