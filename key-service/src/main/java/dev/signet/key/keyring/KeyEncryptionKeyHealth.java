package dev.signet.key.keyring;

import dev.signet.key.sealing.KeyEncryptionKey;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether every key that is there was sealed under the key-encryption key that this service was started with. It would not have started otherwise; another
 * instance with another one may have come since.
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
        health.status(keys.areAllSealedUnder(kek.id()) ? Status.UP : Status.DOWN);
    }
}
