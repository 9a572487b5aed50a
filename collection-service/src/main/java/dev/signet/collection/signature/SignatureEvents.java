package dev.signet.collection.signature;

import static java.util.Objects.requireNonNull;

import dev.signet.collection.batch.LockedBatch;
import dev.signet.contract.BatchId;
import dev.signet.contract.Fence;
import dev.signet.contract.KeyUse;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.Verdict;
import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the audit log is told of the ends of uses of keys: one event for a batch, however many records it has. */
@Component
class SignatureEvents {
    private final Outbox outbox;

    SignatureEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** All of a group by one statement. */
    void stored(Collection<SignatureSet> sets, Map<BatchId, LockedBatch> batches) {
        outbox.add(sets.stream()
                .map(set -> stored(set, requireNonNull(batches.get(set.batchId()))))
                .toList());
    }

    private static AuditEvent stored(SignatureSet set, LockedBatch batch) {
        var lease = set.lease();
        return AuditEvent.of("dev.signet.batch.signed", "store/%s/%d".formatted(batch.id(), lease.token()))
                .about(batch.id())
                .traced(lease.traceparent())
                .with("batch", batch.id())
                .with("run", batch.runId())
                .with("lease", lease.leaseId())
                .with("key", lease.keyId())
                .with("token", lease.token())
                .with("algorithm", lease.algorithm().label())
                .with("firstRecord", batch.firstRecordId())
                .with("lastRecord", batch.lastRecordId())
                .with("records", batch.size());
    }

    /** Of no act that something else tells of: nothing was changed. Again under the same lease is the same event. */
    @Transactional
    void unverified(StoreSignatures lease, String fault) {
        outbox.add(AuditEvent.of("dev.signet.batch.unverified", "unverified/" + lease.leaseId())
                .about(lease.batchId())
                .traced(lease.traceparent())
                .with("batch", lease.batchId())
                .with("lease", lease.leaseId())
                .with("key", lease.keyId())
                .with("token", lease.token())
                .with("algorithm", lease.algorithm().label())
                .with("reason", fault));
    }

    /** After a failover of key-service's database. */
    void raised(Collection<KeyUse> uses) {
        outbox.add(uses.stream().map(SignatureEvents::raised).toList());
    }

    private static AuditEvent raised(KeyUse use) {
        return AuditEvent.of("dev.signet.key.fence-raised", "raise/%s/%d".formatted(use.keyId(), use.token()))
                .about(use.keyId())
                .by("key-service")
                .with("key", use.keyId())
                .with("token", use.token());
    }

    /** @param verdict what the fence found: signatures that are stored, or that from now on nothing can be */
    void fenced(Fence lease, Verdict verdict) {
        outbox.add(AuditEvent.of("dev.signet.key.fenced", "fence/%s/%d".formatted(lease.keyId(), lease.token()))
                .about(lease.keyId())
                .by("key-service")
                .ended(verdict)
                .with("lease", lease.leaseId())
                .with("key", lease.keyId())
                .with("token", lease.token())
                .with("batch", lease.batchId())
                .with("expired", lease.expired()));
    }
}
