package dev.signet.key.keyring;

import dev.signet.key.sealing.KeyEncryptionKey;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether there is a key-encryption key, and every key that is there was sealed under it or one of before that is known. While it is sealed, GET
 * /api/v1/keyring/kek says why.
 */
@Component("kek")
class KeyEncryptionKeyHealth extends AbstractHealthIndicator {
    private final SigningKeys keys;
    private final KeyEncryptionKey kek;

    KeyEncryptionKeyHealth(SigningKeys keys, KeyEncryptionKey kek) {
        super("The keys could not be looked at");
        this.keys = keys;
        this.kek = kek;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var open = kek.ids().containsAll(keys.keks()) && kek.sealedBecause().isEmpty();
        health.status(open ? Status.UP : Status.DOWN);
    }
}
