package dev.signet.key.lease;

import dev.signet.key.collection.CollectionClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * What happens before anything is granted from a database that was promoted or restored. It may have lost grants, whose holders go on: every open lease is
 * revoked and fenced, then every use of a key that was granted and is not known any more; new ones get tokens behind those.
 */
@Component
class Failover implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(Failover.class);

    private final DatabaseHistory history;
    private final OpenLeases leases;
    private final CollectionClient collection;

    Failover(DatabaseHistory history, OpenLeases leases, CollectionClient collection) {
        this.history = history;
        this.leases = leases;
        this.collection = collection;
    }

    @Override
    public void afterSingletonsInstantiated() {
        history.begin();
    }

    /** Makes open leases revocable after a failover, as often as it is called. */
    void look() {
        history.before().ifPresent(before -> {
            var revoked = leases.revokeAll();
            if (revoked > 0) {
                log.warn("The database was promoted or restored: {} leases are revoked", revoked);
            }
        });
    }

    /** Lets keys be leased again once no lease is open. To be called again until then. */
    void finish() {
        history.before().filter(_ -> history.isAtRest()).ifPresent(this::goOn);
    }

    private void goOn(String before) {
        history.getAhead(before, collection.raisedFences());
        var uses = history.lastUses(before);
        collection.raiseFences(uses);
        if (history.goOn(before, uses.size())) {
            log.warn(
                    "The database was promoted or restored; {} keys are leased again, all earlier uses are fenced",
                    uses.size());
        }
    }
}
