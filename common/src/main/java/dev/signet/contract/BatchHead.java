package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a worker is told of a batch, ahead of its records: the first frame of {@code GET /internal/batches/{id}} on
 * collection-service. The records follow only while the state {@linkplain BatchState#isOpen() is open}.
 *
 * @param signedWith the lease whose signatures are stored; present exactly when the state is SIGNED
 */
public record BatchHead(
        BatchId batchId,
        RunId runId,
        BatchState state,
        RecordId firstRecordId,
        RecordId lastRecordId,
        int size,
        Optional<LeaseUse> signedWith) {
    public BatchHead {
        requireNonNull(batchId, "batchId");
        requireNonNull(runId, "runId");
        requireNonNull(state, "state");
        requireNonNull(firstRecordId, "firstRecordId");
        requireNonNull(lastRecordId, "lastRecordId");
        requireNonNull(signedWith, "signedWith");
    }
}
