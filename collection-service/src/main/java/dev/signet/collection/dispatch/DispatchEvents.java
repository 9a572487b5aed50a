package dev.signet.collection.dispatch;

import dev.signet.contract.SigningTriggered;
import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the audit log is told of batches that are handed out, all of a claim at once. */
@Component
class DispatchEvents {
    private final Outbox outbox;

    DispatchEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void dispatched(List<SigningTriggered> claimed) {
        outbox.add(claimed.stream().map(DispatchEvents::dispatched).toList());
    }

    private static AuditEvent dispatched(SigningTriggered trigger) {
        var id = "dispatch/%s/%d".formatted(trigger.batchId(), trigger.attempt());
        return AuditEvent.of("dev.signet.batch.dispatched", id)
                .about(trigger.batchId())
                .by("batch-dispatcher")
                .with("batch", trigger.batchId())
                .with("run", trigger.runId())
                .with("records", trigger.size())
                .with("attempt", trigger.attempt());
    }
}
