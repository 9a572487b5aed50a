package dev.signet.collection.parking;

import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the audit log is told of parked messages that an operator has looked at. */
@Component
class ParkingEvents {
    private final Outbox outbox;

    ParkingEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** One that is parked again may be replayed again, so this has an id of its own. */
    void replayed(long id, String queue) {
        outbox.add(event("dev.signet.message.replayed", "replay/" + UUID.randomUUID(), id)
                .with("queue", queue));
    }

    void discarded(long id) {
        outbox.add(event("dev.signet.message.discarded", "discard/" + id, id));
    }

    private static AuditEvent event(String type, String id, long message) {
        return AuditEvent.of(type, id).about(message).with("message", Long.toString(message));
    }
}
