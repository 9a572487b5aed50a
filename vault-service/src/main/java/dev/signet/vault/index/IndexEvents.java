package dev.signet.vault.index;

import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import org.springframework.stereotype.Component;

/** What the audit log is told of index keys. */
@Component
class IndexEvents {
    private final Outbox outbox;

    IndexEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void rotated(int to) {
        outbox.add(event("dev.signet.vault.index.rotated", "index-rotation/" + to, to));
    }

    void dropped(int version) {
        outbox.add(event("dev.signet.vault.index.dropped", "index-drop/" + version, version));
    }

    private static AuditEvent event(String type, String id, int version) {
        return AuditEvent.of(type, id).about("index key " + version).with("version", version);
    }
}
