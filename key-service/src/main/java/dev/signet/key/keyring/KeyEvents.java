package dev.signet.key.keyring;

import dev.signet.contract.KeyId;
import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the audit log is told of keys that come, go out of use, and come back. Never of what they are made of. */
@Component
class KeyEvents {
    private final Outbox outbox;

    KeyEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void added(List<SigningKey> keys) {
        outbox.add(keys.stream().map(KeyEvents::added).toList());
    }

    private static AuditEvent added(SigningKey key) {
        var type = switch (key.origin()) {
            case GENERATED -> "dev.signet.key.generated";
            case IMPORTED -> "dev.signet.key.imported";
        };
        var identity = key.identity();
        return AuditEvent.of(type, "key/" + identity.id())
                .about(identity.id())
                .with("key", identity.id())
                .with("algorithm", identity.algorithm().label());
    }

    void changed(KeyId key, SigningKey.State now, long tick) {
        var type = now == SigningKey.State.DISABLED ? "dev.signet.key.disabled" : "dev.signet.key.enabled";
        outbox.add(AuditEvent.of(type, "key-change/" + tick)
                .about(key)
                .with("key", key)
                .with("tick", tick));
    }
}
