package dev.signet.key.browse;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Verdict;
import java.time.Instant;
import java.util.Optional;

/** One use of a key. Between {@code grantTick} and {@code closeTick} it is nobody else's. */
record LeaseView(
        LeaseId leaseId,
        KeyId keyId,
        long token,
        BatchId batchId,
        String workerId,
        String state,
        Optional<Verdict> outcome,
        long grantTick,
        Optional<Long> closeTick,
        Instant grantedAt,
        Optional<Instant> closedAt) {}
