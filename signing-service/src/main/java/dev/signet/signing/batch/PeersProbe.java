package dev.signet.signing.batch;

import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Whether it is worth taking messages again: a worker can do nothing without both of its services. */
@Component
class PeersProbe implements BooleanSupplier {
    private final CollectionService collection;
    private final KeyService keys;

    PeersProbe(CollectionService collection, KeyService keys) {
        this.collection = collection;
        this.keys = keys;
    }

    @Override
    public boolean getAsBoolean() {
        return collection.isAlive() && keys.isAlive();
    }
}
