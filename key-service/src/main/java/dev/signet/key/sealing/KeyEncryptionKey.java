package dev.signet.key.sealing;

import dev.signet.platform.SealingKey;
import javax.crypto.AEADBadTagException;
import org.springframework.stereotype.Component;

/** The key under which all other keys are sealed at rest. Read once, from a file; the service does not start without it. */
@Component
public class KeyEncryptionKey {
    private final SealingKey key;

    KeyEncryptionKey(KekProperties properties) {
        key = SealingKey.read(properties.file(), "key-encryption key", "SIGNET_KEK_FILE");
    }

    /** Tells key-encryption keys apart without revealing anything of them. */
    public String id() {
        return key.id();
    }

    byte[] seal(byte[] dataKey, byte[] associatedData) {
        return key.seal(dataKey, associatedData);
    }

    byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException {
        return key.open(sealed, associatedData);
    }
}
