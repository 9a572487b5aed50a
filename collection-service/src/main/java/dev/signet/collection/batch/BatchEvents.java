package dev.signet.collection.batch;

import dev.signet.contract.BatchId;
import dev.signet.contract.RunId;
import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What the audit log is told of batches that are not signed at once. */
@Component
class BatchEvents {
    private static final int LONGEST_REASON = 500;

    private final Outbox outbox;

    BatchEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void deferred(BatchId batch, RunId run, Instant until) {
        outbox.add(event("dev.signet.batch.deferred", "deferral/%s/%s".formatted(batch, until), batch, run)
                .with("until", until));
    }

    void split(LockedBatch batch, String reason) {
        outbox.add(event("dev.signet.batch.split", "split/" + batch.id(), batch.id(), batch.runId())
                .with("records", batch.size())
                .with("reason", brief(reason)));
    }

    /** @param at a batch that was taken out of quarantine may get there again */
    void quarantined(LockedBatch batch, Instant at, String reason) {
        var id = "quarantine/%s/%s".formatted(batch.id(), at);
        outbox.add(event("dev.signet.batch.quarantined", id, batch.id(), batch.runId())
                .with("record", batch.firstRecordId())
                .with("reason", brief(reason)));
    }

    private static AuditEvent event(String type, String id, BatchId batch, RunId run) {
        return AuditEvent.of(type, id).about(batch).with("batch", batch).with("run", run);
    }

    private static String brief(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }
}
