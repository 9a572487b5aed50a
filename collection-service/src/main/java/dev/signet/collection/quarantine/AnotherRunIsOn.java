package dev.signet.collection.quarantine;

import dev.signet.contract.RunId;

/** A batch of an earlier run cannot be replayed while a later one goes on: there is one run at a time. */
final class AnotherRunIsOn extends RuntimeException {
    private static final long serialVersionUID = 1;

    AnotherRunIsOn(RunId run) {
        super("This batch belongs to run %s, and a later one is on; replay it when that one has ended.".formatted(run));
    }
}
