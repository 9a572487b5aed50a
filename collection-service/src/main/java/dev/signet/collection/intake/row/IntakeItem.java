package dev.signet.collection.intake.row;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A typed message as it was stored.
 *
 * @param status of its record: SIGNED, UNSIGNED or QUARANTINED
 * @param seen how often each masked value of it has come in this field, by field
 * @param recovery the originals, sealed to the recovery key, if there is one
 */
record IntakeItem(
        RecordId recordId,
        Instant occurredAt,
        Instant receivedAt,
        String status,

        @Schema(type = "object", description = "the fields as they are stored and signed")
        JsonNode fields,

        Map<String, Long> seen,

        @Schema(type = "string", description = "base64url") Optional<Bytes> recovery) {
    IntakeItem withSeen(Map<String, Long> counts) {
        return new IntakeItem(recordId, occurredAt, receivedAt, status, fields, Map.copyOf(counts), recovery);
    }
}
