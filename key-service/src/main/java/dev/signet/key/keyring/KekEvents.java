package dev.signet.key.keyring;

import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the audit log is told of the key-encryption key: its id, and what is done with it. */
@Component
class KekEvents {
    private final Outbox outbox;

    KekEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Transactional
    void unsealed(String kek) {
        outbox.add(AuditEvent.of("dev.signet.kek.unsealed", "kek-unsealed/" + UUID.randomUUID())
                .about(kek)
                .with("kek", kek));
    }

    /** @param keys how many were sealed under another one before */
    @Transactional
    void rotated(String kek, int keys) {
        outbox.add(AuditEvent.of("dev.signet.kek.rotated", "kek-rotated/" + UUID.randomUUID())
                .about(kek)
                .with("kek", kek)
                .with("keys", keys));
    }
}
