package dev.signet.key.keyring;

import dev.signet.contract.KeyId;
import dev.signet.key.sealing.KeyAltered;
import dev.signet.key.sealing.KeyEncryptionKey;
import dev.signet.key.sealing.KeySeal;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Opens stored private keys, for as long as it takes to hand them on. */
@Component
public class KeyVault implements SmartInitializingSingleton {
    private final SigningKeys keys;
    private final KeySeal seal;
    private final KeyEncryptionKey kek;

    KeyVault(SigningKeys keys, KeySeal seal, KeyEncryptionKey kek) {
        this.keys = keys;
        this.seal = seal;
        this.kek = kek;
    }

    /**
     * The PKCS#8 private key, which the caller wipes.
     *
     * @throws KeyAltered when the row is not what was once stored
     */
    public byte[] open(KeyId id) {
        var key = keys.findByKid(id.value()).orElseThrow();
        return seal.open(key.identity(), key.sealed());
    }

    /** Refuses to start with a key-encryption key that cannot open what is there. */
    @Override
    public void afterSingletonsInstantiated() {
        if (keys.findKekIds().stream().anyMatch(id -> !id.equals(kek.id()))) {
            throw new IllegalStateException("the keys in the database were sealed under another key-encryption key;"
                    + " point SIGNET_KEK_FILE to the one they were sealed under");
        }
    }
}
