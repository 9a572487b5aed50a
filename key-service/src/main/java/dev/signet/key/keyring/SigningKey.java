package dev.signet.key.keyring;

import dev.signet.key.sealing.KeySeal.Identity;
import dev.signet.key.sealing.KeySeal.Sealed;
import java.util.Optional;

/**
 * A key as it comes into the keyring. What moves afterwards (state, token, ticks) moves under the keyring's lock.
 *
 * @param kekId the key-encryption key that it is sealed under
 * @param createdBy the Idempotency-Key of the call that made it
 */
record SigningKey(Identity identity, Sealed sealed, String kekId, Origin origin, Optional<String> createdBy) {
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

    SigningKey(Identity identity, Sealed sealed, String kekId, Origin origin) {
        this(identity, sealed, kekId, origin, Optional.empty());
    }

    SigningKey createdBy(String idempotencyKey) {
        return new SigningKey(identity, sealed, kekId, origin, Optional.of(idempotencyKey));
    }
}
