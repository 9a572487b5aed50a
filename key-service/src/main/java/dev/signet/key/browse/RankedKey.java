package dev.signet.key.browse;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key in its place.
 *
 * @param place grows from the least to the most recently used
 * @param state FREE, LEASED, DISABLED or RETIRED
 * @param lastUsedTick when it was last given back, in ticks of the keyring; 0 for a key that was never used
 * @param useCount how many batches it has signed
 */
record RankedKey(
        long place,
        KeyId id,
        Algorithm algorithm,
        String state,
        long lastUsedTick,
        long useCount,
        Optional<Holder> holder) {
    /**
     * Who has it now.
     *
     * @param state ACTIVE, or REVOKING: it ran out or was given up, and is not free before collection-service has said what became of it
     * @param heldMillis by the database's clock
     */
    record Holder(
            LeaseId leaseId,
            BatchId batchId,
            String workerId,
            String state,
            Instant since,
            long heldMillis,
            Instant expiresAt) {}
}
