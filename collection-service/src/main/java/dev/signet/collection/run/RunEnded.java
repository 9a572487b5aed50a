package dev.signet.collection.run;

import dev.signet.contract.RunId;

/** Nothing of the run is left that could be held up. */
final class RunEnded extends RuntimeException {
    private static final long serialVersionUID = 1;

    RunEnded(RunId run) {
        super("Run " + run + " has ended; only a run that is on can be paused.");
    }
}
