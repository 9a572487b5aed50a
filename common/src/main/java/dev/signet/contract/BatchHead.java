package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What a worker is told of a batch, ahead of its records: the first frame of {@code GET /internal/batches/{id}} on
 * collection-service. The records follow only while the state {@linkplain BatchState#isOpen() is open}.
 *
 * @param signedWith the lease whose signatures are stored; present exactly when the state is SIGNED
 * @param receipt collection-service's word on that, for key-service
 */
public record BatchHead(
        BatchId batchId,
        RunId runId,
        BatchState state,
        RecordId firstRecordId,
        RecordId lastRecordId,
        int size,
        Optional<LeaseUse> signedWith,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Envelope> receipt) {
    public BatchHead {
        requireNonNull(batchId, "batchId");
        requireNonNull(runId, "runId");
        requireNonNull(state, "state");
        requireNonNull(firstRecordId, "firstRecordId");
        requireNonNull(lastRecordId, "lastRecordId");
        requireNonNull(signedWith, "signedWith");
        requireNonNull(receipt, "receipt");
    }

    public BatchHead with(Envelope signedReceipt) {
        return new BatchHead(
                batchId, runId, state, firstRecordId, lastRecordId, size, signedWith, Optional.of(signedReceipt));
    }
}
