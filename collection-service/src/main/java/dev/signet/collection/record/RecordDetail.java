package dev.signet.collection.record;

import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.RecordId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** A record with its payload, and what it was signed with. */
record RecordDetail(
        RecordId id,
        KeyringName keyring,
        RecordStatus status,
        Optional<BatchId> batchId,
        int sizeBytes,
        Instant receivedAt,

        @Schema(type = "string", description = "the bytes as they came in, base64url")
        Bytes payload,

        Optional<Instant> signedAt,
        Optional<KeyId> keyId) {}
