package dev.signet.collection.browse;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** A batch: a range of records signed with one key. */
record BatchView(
        BatchId id,
        RunId runId,
        KeyringName keyring,

        @Schema(description = "the batch that it was split off")
        Optional<BatchId> parentId,

        RecordId firstRecordId,
        RecordId lastRecordId,

        @Schema(description = "how many records; ids have gaps, so not the width of the range")
        int size,

        BatchState state,
        @Schema(description = "how often it was handed out") int attempts,
        int failures,

        @Schema(description = "how many leases for it ran out")
        int expirations,

        Optional<String> lastError,
        Optional<KeyId> keyId,
        Optional<Long> token,
        Optional<LeaseId> leaseId,
        Optional<Algorithm> algorithm,

        @Schema(description = "when it is handed out again, as long as it is open")
        Optional<Instant> nextDispatchAt,

        Optional<Instant> signedAt,

        @Schema(
                description =
                        "its records and signatures, or some of them, are not here any more: their range was taken off")
        boolean takenOff) {}
