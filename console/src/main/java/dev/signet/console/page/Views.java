package dev.signet.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What the services answer, as far as the pages show it. */
interface Views {
    /** A page of a list. */
    record Batches(List<Batch> items, @Nullable String next) {}

    record Batch(
            String id,
            String runId,
            @Nullable String parentId,
            String firstRecordId,
            String lastRecordId,
            int size,
            String state,
            int attempts,
            int failures,
            int expirations,
            @Nullable String lastError,
            @Nullable String keyId,
            @Nullable Long token,
            @Nullable String leaseId,
            @Nullable String algorithm,
            @Nullable Instant nextDispatchAt,
            @Nullable Instant signedAt,
            @Nullable String keyring) {}

    record Runs(List<Run> items, @Nullable String next) {}

    record Run(
            String id,
            int batchSize,
            String state,
            Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Long doubleSigned,
            @Nullable Long mixedKeyBatches,
            @Nullable Instant checkedAt,
            @Nullable String keyring) {}

    record Keys(List<Key> items, @Nullable String next) {}

    record Key(
            String id,
            String algorithm,
            String state,
            long lastUsedTick,
            long useCount,
            @Nullable Holder holder) {}

    record Holder(
            String leaseId,
            String batchId,
            String workerId,
            String state,
            Instant since,
            long heldMillis,
            Instant expiresAt) {}

    /** One key by itself: how often it was leased, and what for. */
    record KeyDetail(
            String id,
            String algorithm,
            String state,
            long lastUsedTick,
            long useCount,
            long token,
            Instant createdAt,
            String origin,
            @Nullable String keyring) {}

    record Leases(List<Lease> items, @Nullable String next) {}

    record Lease(
            String leaseId,
            String keyId,
            long token,
            String batchId,
            String workerId,
            String state,
            @Nullable String outcome,
            long grantTick,
            @Nullable Long closeTick,
            Instant grantedAt,
            @Nullable Instant closedAt) {}

    record Records(List<StoredRecord> items, @Nullable String next) {}

    record StoredRecord(String id, String status, @Nullable String batchId, int sizeBytes, Instant receivedAt) {}

    record RecordDetail(
            String id,
            String status,
            @Nullable String batchId,
            int sizeBytes,
            Instant receivedAt,
            String payload,
            @Nullable Instant signedAt,
            @Nullable String keyId,
            @Nullable String keyring) {}

    record Signature(
            String recordId,
            String batchId,
            String keyId,
            String algorithm,
            long token,
            String leaseId,
            Instant signedAt,
            String payload,
            String signature) {}

    record Parked(List<ParkedMessage> items, @Nullable String next) {}

    record ParkedMessage(
            String id,
            String messageId,
            String queue,
            String exchange,
            String routingKey,
            String type,
            String reason,
            Instant parkedAt) {}

    record Events(List<AuditEvent> items, @Nullable String next) {}

    /** @param data as it was written */
    record AuditEvent(
            String logindex,
            Instant receivedtime,
            String id,
            String source,
            String type,
            @Nullable String subject,
            @Nullable Instant time,
            @Nullable String actor,
            @Nullable String outcome,
            @Nullable String traceparent,

            @JsonDeserialize(using = AsWritten.class) @Nullable String data) {}

    record EventTypes(List<String> types) {}

    /** Of audit events, and what is promised of them. */
    record AuditLog(
            String origin,
            long size,
            String state,
            @Nullable Published checkpoint,
            @Nullable String problem) {
        /** Changes with whatever a page about the log shows; refresh.js makes the same of the live stream. */
        public String mark() {
            return "%s %d %d".formatted(state, size, promised());
        }

        public long promised() {
            return checkpoint == null ? 0 : checkpoint.size();
        }

        public long waiting() {
            return Math.max(0, size - promised());
        }
    }

    record Published(long size, String root, Instant publishedAt) {}

    record Proof(List<String> proof) {}

    record IntakeTypes(List<IntakeType> items) {}

    record IntakeType(
            String type,
            long received,
            long stored,
            long duplicates,
            long parked,
            @Nullable SearchFields search) {}

    /** Which field of a message says whose it is, from which device, and when. */
    record SearchFields(
            @Nullable String user,
            @Nullable String device,
            @Nullable String time) {}

    record IntakeRows(List<IntakeRow> items, @Nullable String next) {}

    /** A typed message as it is stored, and how often each of its masked values was seen. */
    record IntakeRow(
            String recordId, Instant occurredAt, String status, Map<String, JsonNode> fields, Map<String, Long> seen) {}
}
