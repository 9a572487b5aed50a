package dev.signet.key.keyring;

import dev.signet.key.sealing.KekMismatch;
import dev.signet.key.sealing.KeyEncryptionKey;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.kek.KekUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Refuses to start with a key-encryption key that cannot open what is there; starts sealed without one. */
@Component
class KeyEncryptionKeyCheck implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(KeyEncryptionKeyCheck.class);

    private final SigningKeys keys;
    private final KeyEncryptionKey kek;

    KeyEncryptionKeyCheck(SigningKeys keys, KeyEncryptionKey kek) {
        this.keys = keys;
        this.kek = kek;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            kek.load(keys.keks());
        } catch (KekMismatch e) {
            throw new IllegalStateException("the keys in the database were sealed under another key-encryption key;"
                    + " point SIGNET_KEK_FILE to the one they were sealed under");
        } catch (KekUnavailable e) {
            log.warn("Sealed: {}", ServiceMain.reason(e));
        }
    }
}
