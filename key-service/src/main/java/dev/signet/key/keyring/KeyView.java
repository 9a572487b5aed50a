package dev.signet.key.keyring;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import java.time.Instant;
import java.util.Optional;

/**
 * What everybody may know of a key.
 *
 * @param keyring whose batches it signs
 * @param lastUsedTick when it was last given back, in ticks of the ledger; 0 for a key that was never used
 * @param useCount how many batches it has signed
 * @param token of its last lease: counts its leases, and is far ahead after a failover of the database
 * @param leaving what a leased key becomes when its lease ends, if it is not to be free again
 * @param maxUses leased so often, it retires
 * @param retiresAt by then it is leased no more
 */
record KeyView(
        KeyId id,
        Algorithm algorithm,
        KeyringName keyring,
        SigningKey.State state,
        long lastUsedTick,
        long useCount,
        long token,
        Instant createdAt,
        SigningKey.Origin origin,
        Optional<SigningKey.State> leaving,
        Optional<Long> maxUses,
        Optional<Instant> retiresAt) {}
