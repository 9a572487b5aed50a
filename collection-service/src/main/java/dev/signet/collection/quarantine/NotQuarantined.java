package dev.signet.collection.quarantine;

import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;

/** Only a quarantined batch can be replayed: all others are signed, or will be. */
final class NotQuarantined extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotQuarantined(BatchId batch, BatchState state) {
        super("Batch %s is %s, not QUARANTINED; there is nothing to replay.".formatted(batch, state));
    }
}
