package dev.signet.collection.export;

import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the audit log is told of who takes signatures away. */
@Component
class ExportEvents {
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    ExportEvents(Outbox outbox, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** Committed when this returns, which is before the first byte is sent: also an export that breaks off has told something. */
    void made(String what) {
        transaction.executeWithoutResult(
                _ -> outbox.add(AuditEvent.of("dev.signet.export.made", "export/" + UUID.randomUUID())
                        .about(what)));
    }
}
