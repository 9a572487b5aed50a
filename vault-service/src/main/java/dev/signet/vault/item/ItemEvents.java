package dev.signet.vault.item;

import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import dev.signet.vault.key.Locator;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the audit log is told of items: which by the beginning of its locator, and nothing of id, key or payload. */
@Component
class ItemEvents {
    private final Outbox outbox;

    ItemEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void stored(Item item) {
        outbox.add(about(item, "dev.signet.vault.stored", "stored-" + item.id()));
    }

    void opened(Item item) {
        outbox.add(about(item, "dev.signet.vault.opened", "opened-" + UUID.randomUUID()));
    }

    void removed(Item item) {
        outbox.add(about(item, "dev.signet.vault.removed", "removed-" + item.id()));
    }

    /** Whether it is there or not is not told either. */
    void refused(Locator locator) {
        outbox.add(AuditEvent.of("dev.signet.vault.refused", "refused-" + UUID.randomUUID())
                .about(locator.prefix()));
    }

    private static AuditEvent about(Item item, String type, String id) {
        return AuditEvent.of(type, id)
                .about(item.binding().locator().prefix())
                .with("version", item.binding().version());
    }
}
