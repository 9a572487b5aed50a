package dev.signet.platform.kek;

import dev.signet.platform.SealingKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;

/** The key in front seals; those behind it, which it has replaced, only open what is still sealed under them. */
record SealingKeys(List<SealingKey> keys) implements SealingKey {
    @Override
    public String id() {
        return keys.getFirst().id();
    }

    @Override
    public Set<String> ids() {
        return keys.stream().map(SealingKey::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public byte[] seal(byte[] secret, byte[] associatedData) {
        return keys.getFirst().seal(secret, associatedData);
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException {
        for (var key : keys) {
            try {
                return key.open(sealed, associatedData);
            } catch (AEADBadTagException _) {
                // it may have been sealed under another one
            }
        }
        throw new AEADBadTagException("not sealed under any of these keys");
    }
}
