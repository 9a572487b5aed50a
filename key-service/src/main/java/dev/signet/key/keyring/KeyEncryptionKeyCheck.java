package dev.signet.key.keyring;

import dev.signet.key.sealing.KeyEncryptionKey;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Refuses to start with a key-encryption key that cannot open what is there. */
@Component
class KeyEncryptionKeyCheck implements SmartInitializingSingleton {
    private final SigningKeys keys;
    private final KeyEncryptionKey kek;

    KeyEncryptionKeyCheck(SigningKeys keys, KeyEncryptionKey kek) {
        this.keys = keys;
        this.kek = kek;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!keys.areAllSealedUnder(kek.id())) {
            throw new IllegalStateException("the keys in the database were sealed under another key-encryption key;"
                    + " point SIGNET_KEK_FILE to the one they were sealed under");
        }
    }
}
