package dev.signet.collection.signature;

import static dev.signet.contract.StoreSignatures.Outcome.ALREADY_SIGNED;
import static dev.signet.contract.StoreSignatures.Outcome.CLOSED_BATCH;
import static dev.signet.contract.StoreSignatures.Outcome.REFUSED;
import static dev.signet.contract.StoreSignatures.Outcome.STALE;
import static dev.signet.contract.StoreSignatures.Outcome.STORED;
import static dev.signet.contract.Verdict.FENCED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.Protocol;
import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.Fence;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.contract.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class SignaturesIT {
    private static final KeyId KEY = new KeyId("A".repeat(43));
    private static final KeyId OTHER_KEY = new KeyId("B".repeat(43));

    private final Protocol protocol = Protocol.start();
    private final SignatureStore signatures = protocol.get(SignatureStore.class);
    private final Fences fences = protocol.get(Fences.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void storesOneSignaturePerRecordWithItsBatch() {
        var batch = protocol.batch(10);

        assertThat(store(batch, lease(KEY, 1), signaturesOf(batch))).isEqualTo(STORED);

        assertThat(protocol.stateOf(batch)).isEqualTo("SIGNED");
        assertThat(protocol.count("SELECT count(*) FROM signature WHERE batch_id = " + batch))
                .isEqualTo(10);
        assertThat(protocol.counter("records_signed")).isEqualTo(10);
        assertThat(protocol.counter("batches_signed")).isEqualTo(1);
    }

    @Test
    void sameStoreAgainIsAnsweredTheSameAndStoresNothingTwice() {
        var batch = protocol.batch(3);
        store(batch, lease(KEY, 1), signaturesOf(batch));

        assertThat(store(batch, lease(KEY, 1), signaturesOf(batch))).isEqualTo(STORED);

        assertThat(protocol.count("SELECT count(*) FROM signature")).isEqualTo(3);
        assertThat(protocol.counter("records_signed")).isEqualTo(3);
    }

    @Test
    void signaturesUnderAnotherLeaseAreDropped() {
        var batch = protocol.batch(3);
        store(batch, lease(KEY, 1), signaturesOf(batch));

        assertThat(store(batch, lease(KEY, 2), signaturesOf(batch))).isEqualTo(ALREADY_SIGNED);
        assertThat(store(batch, lease(OTHER_KEY, 1), signaturesOf(batch))).isEqualTo(ALREADY_SIGNED);
    }

    @Test
    void twoStoresOfOneBatchAtOnceLeaveOneSetOfSignatures() {
        var batch = protocol.batch(5);
        var late = protocol.inTransaction(() -> {
            assertThat(store(batch, lease(KEY, 1), signaturesOf(batch))).isEqualTo(STORED);
            var second = protocol.elsewhere(() -> store(batch, lease(OTHER_KEY, 1), signaturesOf(batch)));
            protocol.database().awaitBackendWaitingForLock();
            return second;
        });

        assertThat(late.join()).isEqualTo(ALREADY_SIGNED);
        assertThat(protocol.count("SELECT count(*) FROM signature")).isEqualTo(5);
    }

    @Test
    void storeOfAStalledWorkerIsRefusedOnceItsLeaseWasFenced() {
        var batch = protocol.batch(5);
        var late = protocol.inTransaction(() -> {
            assertThat(fences.fence(fence(batch, lease(KEY, 1), true))).isEqualTo(FENCED);
            var store = protocol.elsewhere(() -> store(batch, lease(KEY, 1), signaturesOf(batch)));
            protocol.database().awaitBackendWaitingForLock();
            return store;
        });

        assertThat(late.join()).isEqualTo(STALE);
        assertThat(protocol.count("SELECT count(*) FROM signature")).isZero();
        assertThat(protocol.stateOf(batch)).isEqualTo("PLANNED");
    }

    @Test
    void fenceThatComesDuringTheStoreLearnsThatItWasStored() {
        var batch = protocol.batch(5);
        var verdict = protocol.inTransaction(() -> {
            assertThat(store(batch, lease(KEY, 1), signaturesOf(batch))).isEqualTo(STORED);
            CompletableFuture<Verdict> fence =
                    protocol.elsewhere(() -> fences.fence(fence(batch, lease(KEY, 1), true)));
            protocol.database().awaitBackendWaitingForLock();
            return fence;
        });

        assertThat(verdict.join()).isEqualTo(Verdict.STORED);
    }

    @Test
    void verdictStaysTheSameHoweverOftenItIsAsked() {
        var stored = protocol.batch(2);
        var fenced = protocol.batch(2);
        store(stored, lease(KEY, 1), signaturesOf(stored));

        for (int i = 0; i < 3; i++) {
            assertThat(fences.fence(fence(stored, lease(KEY, 1), true))).isEqualTo(Verdict.STORED);
            assertThat(fences.fence(fence(fenced, lease(KEY, 2), true))).isEqualTo(FENCED);
        }
        assertThat(store(fenced, lease(KEY, 2), signaturesOf(fenced))).isEqualTo(STALE);
    }

    @Test
    void fencingOneUseLeavesTheNextUseOfTheSameKeyAlone() {
        var batch = protocol.batch(2);
        fences.fence(fence(batch, lease(KEY, 1), true));

        assertThat(store(batch, lease(KEY, 2), signaturesOf(batch))).isEqualTo(STORED);
        assertThat(fences.fence(fence(batch, lease(KEY, 1), true)))
                .as("the old use, late and again")
                .isEqualTo(FENCED);
        assertThat(fences.fence(fence(batch, lease(KEY, 2), true))).isEqualTo(Verdict.STORED);
    }

    /** As after a failover of key-service's database, which does not know whose lease it was, and for which batch. */
    @Test
    void raisedFenceRefusesWhateverWasGrantedBelowIt() {
        var lost = protocol.batch(2);
        var next = protocol.batch(2);
        fences.raise(List.of(new KeyUse(KEY, 1_000)));
        fences.raise(List.of(new KeyUse(KEY, 900)));

        assertThat(store(lost, lease(KEY, 8), signaturesOf(lost))).isEqualTo(STALE);
        assertThat(store(next, lease(KEY, 1_000), signaturesOf(next))).isEqualTo(STALE);
        assertThat(store(next, lease(KEY, 1_001), signaturesOf(next))).isEqualTo(STORED);
        assertThat(fences.raised()).containsExactly(new KeyUse(KEY, 1_000));
    }

    @Test
    void batchThatIsNotKnownIsFenced() {
        assertThat(fences.fence(fence(new BatchId(999), lease(KEY, 7), false))).isEqualTo(FENCED);
        assertThat(protocol.count("SELECT min_token FROM key_fence")).isEqualTo(8);
    }

    @Test
    void fencedBatchIsDueAtOnce() {
        var batch = protocol.batch(2);
        protocol.jdbc()
                .sql("UPDATE batch SET attempts = 1, next_dispatch_at = now() + interval '1 hour'")
                .update();

        fences.fence(fence(batch, lease(KEY, 1), true));

        assertThat(protocol.count("SELECT count(*) FROM batch WHERE next_dispatch_at <= clock_timestamp()"))
                .isEqualTo(1);
        assertThat(protocol.count("SELECT expirations FROM batch")).isEqualTo(1);
    }

    @Test
    void signaturesMustBeExactlyTheBatchs() {
        var batch = protocol.batch(4);
        var neighbour = protocol.batch(4);
        var ids = protocol.recordIdsOf(batch);

        assertRefused(batch, Arrays.copyOf(ids, 3));
        assertRefused(
                batch,
                LongStream.concat(LongStream.of(ids), LongStream.of(ids[3] + 1)).toArray());
        assertRefused(batch, new long[] {ids[0] - 1, ids[1], ids[2], ids[3]});
        assertRefused(batch, protocol.recordIdsOf(neighbour));
        assertThat(protocol.count("SELECT count(*) FROM signature")).isZero();
        assertThat(protocol.stateOf(batch)).isEqualTo("PLANNED");
    }

    @Test
    void batchThatWasSplitTakesNoSignatures() {
        var batch = protocol.batch(2);
        protocol.jdbc().sql("UPDATE batch SET state = 'SUPERSEDED'").update();

        assertThat(store(batch, lease(KEY, 1), signaturesOf(batch))).isEqualTo(CLOSED_BATCH);
    }

    @Test
    void deferredAndDispatchedBatchesTakeSignatures() {
        for (var state : List.of("DEFERRED", "DISPATCHED")) {
            var batch = protocol.batch(2);
            protocol.jdbc()
                    .sql("UPDATE batch SET state = :state, attempts = 1 WHERE id = :id")
                    .param("state", state)
                    .param("id", batch.value())
                    .update();

            assertThat(store(batch, lease(KEY, batch.value()), signaturesOf(batch)))
                    .isEqualTo(STORED);
        }
    }

    @Test
    void databaseItselfRefusesToChangeOrRemoveASignature() {
        var batch = protocol.batch(1);
        store(batch, lease(KEY, 1), signaturesOf(batch));

        for (var sql : List.of(
                "UPDATE signature SET signature = 'x'",
                "DELETE FROM signature",
                "TRUNCATE signature",
                "DELETE FROM record")) {
            assertThatThrownBy(() -> protocol.jdbc().sql(sql).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void eachBatchOfAGroupIsOneEventForTheAuditLogAndAgainNone() {
        var one = protocol.batch(2);
        var two = protocol.batch(3);
        var sets =
                List.of(set(one, lease(KEY, 1), signaturesOf(one)), set(two, lease(OTHER_KEY, 4), signaturesOf(two)));

        signatures.store(sets);
        signatures.store(sets);

        assertThat(protocol.told()).containsExactly("store/%s/1 null".formatted(one), "store/%s/4 null".formatted(two));
    }

    @Test
    void whatIsNotStoredIsNoEvent() {
        var batch = protocol.batch(3);

        assertRefused(batch, new long[] {1});

        assertThat(protocol.told()).isEmpty();
    }

    @Test
    void fenceIsOneEventHoweverOftenItIsAskedFor() {
        var batch = protocol.batch(2);
        var lease = lease(KEY, 3);

        fences.fence(fence(batch, lease, false));
        fences.fence(fence(batch, lease, false));
        fences.fence(fence(batch, lease(KEY, 2), false)); // comes late

        assertThat(protocol.told()).containsExactly("fence/%s/3 FENCED".formatted(KEY));
    }

    @Test
    void fenceThatFindsTheSignaturesStoredSaysSo() {
        var batch = protocol.batch(2);
        var lease = lease(KEY, 1);
        store(batch, lease, signaturesOf(batch));

        fences.fence(fence(batch, lease, true));

        assertThat(protocol.told())
                .containsExactly("store/%s/1 null".formatted(batch), "fence/%s/1 STORED".formatted(KEY));
    }

    private void assertRefused(BatchId batch, long[] ids) {
        assertThat(store(batch, lease(KEY, 1), signaturesFor(ids))).isEqualTo(REFUSED);
    }

    private Outcome store(BatchId batch, Lease lease, List<Frame> content) {
        return signatures.store(List.of(set(batch, lease, content))).getFirst();
    }

    private static SignatureSet set(BatchId batch, Lease lease, List<Frame> content) {
        return new SignatureSet(
                new StoreSignatures(batch, lease.id(), lease.key(), lease.token(), Algorithm.ED25519), content);
    }

    private List<Frame> signaturesOf(BatchId batch) {
        return signaturesFor(protocol.recordIdsOf(batch));
    }

    private static List<Frame> signaturesFor(long... ids) {
        return LongStream.of(ids)
                .mapToObj(id -> new Frame(new RecordId(id), Bytes.copyOf(new byte[64])))
                .toList();
    }

    private static Lease lease(KeyId key, long token) {
        return new Lease(LeaseId.random(), key, token);
    }

    private static Fence fence(BatchId batch, Lease lease, boolean expired) {
        return new Fence(batch, lease.id(), lease.key(), lease.token(), expired);
    }

    private record Lease(LeaseId id, KeyId key, long token) {}
}
