package dev.signet.collection.record;

import dev.signet.contract.BatchId;
import dev.signet.contract.RecordId;
import java.time.Instant;
import java.util.Optional;

/**
 * A record, without its payload.
 *
 * @param batchId absent until it is planned
 */
record RecordSummary(RecordId id, RecordStatus status, Optional<BatchId> batchId, int sizeBytes, Instant receivedAt) {}
