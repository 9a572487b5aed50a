package dev.signet.key.keyring;

import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.util.List;
import java.util.UUID;
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
        var event = AuditEvent.of(type, "key/" + identity.id())
                .about(identity.id())
                .with("key", identity.id())
                .with("algorithm", identity.algorithm().label());
        return key.keyring().equals(KeyringName.DEFAULT) ? event : event.with("keyring", key.keyring());
    }

    void changed(KeyId key, SigningKey.State now, long tick) {
        var type = switch (now) {
            case DISABLED -> "dev.signet.key.disabled";
            case RETIRED -> "dev.signet.key.retired";
            case FREE, LEASED -> "dev.signet.key.enabled";
        };
        outbox.add(AuditEvent.of(type, "key-change/" + tick)
                .about(key)
                .with("key", key)
                .with("tick", tick));
    }

    /** Of a leased key: what it becomes when its lease ends. */
    void withdrawn(KeyId key, long token, SigningKey.State as) {
        outbox.add(AuditEvent.of("dev.signet.key.withdrawn", "key-withdrawal/" + UUID.randomUUID())
                .about(key)
                .with("key", key)
                .with("token", token)
                .with("as", as));
    }

    void limited(KeyId key, KeyLimits limits) {
        var event = AuditEvent.of("dev.signet.key.limited", "key-limits/" + UUID.randomUUID())
                .about(key)
                .with("key", key);
        limits.maxUses().ifPresent(uses -> event.with("maxUses", uses));
        limits.maxAge().ifPresent(age -> event.with("maxAge", age));
        outbox.add(event);
    }
}
