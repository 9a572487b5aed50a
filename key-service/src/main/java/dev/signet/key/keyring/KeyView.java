package dev.signet.key.keyring;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import java.time.Instant;

/**
 * What everybody may know of a key.
 *
 * @param lastUsedTick when it was last given back, in ticks of the keyring; 0 for a key that was never used
 * @param useCount how many batches it has signed
 * @param token how often it was leased
 */
record KeyView(
        KeyId id,
        Algorithm algorithm,
        SigningKey.State state,
        long lastUsedTick,
        long useCount,
        long token,
        Instant createdAt,
        SigningKey.Origin origin) {}
