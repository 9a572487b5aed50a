package dev.signet.platform;

import java.util.Set;
import javax.crypto.AEADBadTagException;

/** A key-encryption key: what a service seals its secrets under, at rest, wherever that key is kept. */
public interface SealingKey {
    /** Tells such keys apart without revealing anything of them. */
    String id();

    /** Of all that it opens what was sealed under: itself, and those that it has replaced. */
    default Set<String> ids() {
        return Set.of(id());
    }

    byte[] seal(byte[] secret, byte[] associatedData);

    /** @throws AEADBadTagException when it was sealed under another key, or anything was changed since */
    byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException;
}
