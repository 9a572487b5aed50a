package dev.signet.collection.intake.mask;

import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import org.springframework.stereotype.Component;

/** What the audit log is told of versions of masking that come and go. */
@Component
class MaskEvents {
    private final Outbox outbox;

    MaskEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void rotated(int to) {
        outbox.add(event("dev.signet.mask.rotated", "mask-rotation/" + to, to));
    }

    void dropped(int version) {
        outbox.add(event("dev.signet.mask.dropped", "mask-drop/" + version, version));
    }

    private static AuditEvent event(String type, String id, int version) {
        return AuditEvent.of(type, id).about("h" + version).with("version", version);
    }
}
