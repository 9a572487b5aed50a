package dev.signet.collection.signature;

import static dev.signet.contract.StoreSignatures.Outcome.ALREADY_SIGNED;
import static dev.signet.contract.StoreSignatures.Outcome.CLOSED_BATCH;
import static dev.signet.contract.StoreSignatures.Outcome.STALE;
import static dev.signet.contract.StoreSignatures.Outcome.STORED;

import dev.signet.collection.batch.Batches;
import dev.signet.collection.batch.LockedBatch;
import dev.signet.collection.run.RunCounters;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores a batch's signatures, all or none, once, and only while their lease is not fenced. */
@Component
class Signatures {
    // Only records of this batch, and only such as exist: the count of rows tells whether these were all.
    private static final String INSERT = """
            INSERT INTO signature (record_id, batch_id, signature)
            SELECT record.id, :batch, sent.signature
              FROM unnest(:ids::bigint[], :signatures::bytea[]) AS sent (record_id, signature)
              JOIN record ON record.id = sent.record_id
             WHERE record.id BETWEEN :first AND :last
            """;

    private static final String SIGNED = """
            UPDATE batch
               SET state = 'SIGNED', key_id = :key, token = :token, lease_id = :lease, algorithm = :algorithm, signed_at = clock_timestamp()
             WHERE id = :batch
            """;

    private final JdbcClient jdbc;
    private final Batches batches;
    private final KeyFences fences;
    private final RunCounters counters;

    Signatures(JdbcClient jdbc, Batches batches, KeyFences fences, RunCounters counters) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.fences = fences;
        this.counters = counters;
    }

    /** One transaction. Locks the batch, then the key's fence, as the fence does: no deadlock. */
    @Transactional
    Outcome store(BatchId id, StoreSignatures lease, SignatureSet signatures) {
        var batch = batches.lock(id).orElseThrow(() -> new NotFound("There is no batch " + id + "."));
        if (!batch.state().isOpen()) {
            return outcomeOfClosed(batch, lease);
        }
        if (!fences.admits(lease.keyId(), lease.token())) {
            return STALE;
        }
        insert(batch, signatures);
        markSigned(batch, lease);
        counters.signed(batch.runId(), batch.size());
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_STORE, CrashPoint.COLLECTION_STORED);
        return STORED;
    }

    private static Outcome outcomeOfClosed(LockedBatch batch, StoreSignatures lease) {
        var use = new KeyUse(lease.keyId(), lease.token());
        return batch.signedWith()
                .map(LeaseUse::keyUse)
                .map(signed -> signed.equals(use) ? STORED : ALREADY_SIGNED)
                .orElse(CLOSED_BATCH);
    }

    private void insert(LockedBatch batch, SignatureSet signatures) {
        if (signatures.size() != batch.size()) {
            throw new NotTheBatchsRecords("batch %s has %d records, but %d signatures were sent"
                    .formatted(batch.id(), batch.size(), signatures.size()));
        }
        var stored = jdbc.sql(INSERT)
                .param("batch", batch.id().value())
                .param("ids", signatures.recordIds())
                .param("signatures", signatures.contents())
                .param("first", batch.firstRecordId().value())
                .param("last", batch.lastRecordId().value())
                .update();
        if (stored != batch.size()) {
            throw new NotTheBatchsRecords("only %d of the %d signatures are for records of batch %s"
                    .formatted(stored, signatures.size(), batch.id()));
        }
    }

    private void markSigned(LockedBatch batch, StoreSignatures lease) {
        jdbc.sql(SIGNED)
                .param("batch", batch.id().value())
                .param("key", lease.keyId().value())
                .param("token", lease.token())
                .param("lease", lease.leaseId().value())
                .param("algorithm", lease.algorithm().label())
                .update();
    }
}
