package dev.signet.key.keyring;

import dev.signet.contract.KeyringName;
import dev.signet.key.sealing.KeySeal.Identity;
import dev.signet.key.sealing.KeySeal.Sealed;
import java.util.Optional;

/**
 * A key as it comes in. What moves afterwards (state, token, ticks) moves under the keyring's lock.
 *
 * @param kekId the key-encryption key that it is sealed under
 * @param keyring where it is to stay
 * @param createdBy the Idempotency-Key of the call that made it
 */
record SigningKey(
        Identity identity,
        Sealed sealed,
        String kekId,
        Origin origin,
        KeyringName keyring,
        Optional<String> createdBy) {
    enum State {
        FREE,
        LEASED,
        DISABLED,
        /** Out of use for good. */
        RETIRED
    }

    enum Origin {
        GENERATED,
        IMPORTED
    }

    SigningKey(Identity identity, Sealed sealed, String kekId, Origin origin, KeyringName keyring) {
        this(identity, sealed, kekId, origin, keyring, Optional.empty());
    }

    SigningKey createdBy(String idempotencyKey) {
        return new SigningKey(identity, sealed, kekId, origin, keyring, Optional.of(idempotencyKey));
    }
}
