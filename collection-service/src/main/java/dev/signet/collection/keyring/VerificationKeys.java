package dev.signet.collection.keyring;

import dev.signet.contract.KeyId;
import dev.signet.platform.crypto.VerificationKey;
import java.util.Map;
import java.util.Set;

/** The public keys of the keyring. */
@FunctionalInterface
public interface VerificationKeys {
    /** Those of these that the keyring has; throws {@link KeysUnavailable} when that cannot be found out now. */
    Map<KeyId, VerificationKey> find(Set<KeyId> ids);
}
