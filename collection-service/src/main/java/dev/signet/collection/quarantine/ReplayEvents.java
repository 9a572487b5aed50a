package dev.signet.collection.quarantine;

import dev.signet.contract.BatchId;
import dev.signet.contract.RunId;
import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What the audit log is told of batches that are taken out of quarantine. */
@Component
class ReplayEvents {
    private final Outbox outbox;

    ReplayEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void replayed(BatchId batch, RunId run, Instant at) {
        outbox.add(AuditEvent.of("dev.signet.batch.replayed", "batch-replay/%s/%s".formatted(batch, at))
                .about(batch)
                .with("batch", batch)
                .with("run", run));
    }
}
