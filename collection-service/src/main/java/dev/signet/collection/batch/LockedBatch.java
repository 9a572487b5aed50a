package dev.signet.collection.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import java.util.Optional;

/**
 * A batch's row as it is while this transaction holds its lock: nobody else can change it.
 *
 * @param child made by splitting another
 * @param signedWith the lease its signatures were stored under; present exactly when SIGNED
 */
public record LockedBatch(
        BatchId id,
        RunId runId,
        boolean child,
        RecordId firstRecordId,
        RecordId lastRecordId,
        int size,
        BatchState state,
        int failures,
        int expirations,
        Optional<LeaseUse> signedWith) {
    public BatchHead head() {
        return new BatchHead(id, runId, state, firstRecordId, lastRecordId, size, signedWith, Optional.empty());
    }
}
