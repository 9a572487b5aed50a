package dev.signet.collection.signature;

import static dev.signet.contract.StoreSignatures.Outcome.ALREADY_SIGNED;
import static dev.signet.contract.StoreSignatures.Outcome.REFUSED;
import static dev.signet.contract.StoreSignatures.Outcome.STORED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.Fence;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.contract.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of stores when a range of records and signatures is taken off. */
class TakenOffIT {
    private static final KeyId KEY = new KeyId("A".repeat(43));

    private final Protocol protocol = Protocol.start();
    private final SignatureStore signatures = protocol.get(SignatureStore.class);
    private BatchId old = new BatchId(1);
    private LeaseId oldLease = LeaseId.random();
    private long[] oldIds = {};

    @BeforeEach
    void signABatchInARangeOfItsOwn() {
        protocol.rangesOf(100);
        old = protocol.batch(10);
        oldIds = protocol.recordIdsOf(old);
        assertThat(store(old, oldLease, 1, oldIds)).isEqualTo(STORED);
        protocol.count("SELECT setval('record_id', %d)".formatted(first() + 99));
        protocol.count("SELECT make_partitions()");
    }

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void storesGoOnWhileARangeIsTakenOff() {
        var one = protocol.batch(10);
        var other = protocol.batch(10);
        var ids = protocol.recordIdsOf(other);

        var detached = protocol.inTransaction(() -> {
            beginToStore(one);
            var detach = protocol.elsewhere(this::takeOff);
            protocol.database().awaitBackendWaitingForLock(); // it waits for this transaction, and nobody for it
            assertThat(protocol.elsewhere(() -> store(other, LeaseId.random(), 3, ids))
                            .join())
                    .isEqualTo(STORED);
            return detach;
        });

        assertThat(detached.join()).isTrue();
        assertThat(protocol.count("SELECT count(*) FROM signature")).isEqualTo(20);
        assertThat(protocol.counter("records_signed")).isEqualTo(20);
    }

    // By hand: a store holds one of the run's counters until it is committed, which the other store may draw as well.
    private void beginToStore(BatchId batch) {
        protocol.jdbc()
                .sql("INSERT INTO signature SELECT unnest(:records), :batch, '\\x00'")
                .param("records", protocol.recordIdsOf(batch))
                .param("batch", batch.value())
                .update();
    }

    @Test
    void whatWasTakenOffIsNeverStoredAgain() {
        takeOff();

        assertThat(store(old, oldLease, 1, oldIds)).as("the same again").isEqualTo(STORED);
        assertThat(store(old, LeaseId.random(), 7, oldIds))
                .as("under another lease")
                .isEqualTo(ALREADY_SIGNED);
        assertThat(protocol.get(Fences.class).fence(new Fence(old, oldLease, KEY, 1, true)))
                .isEqualTo(Verdict.STORED);
        protocol.jdbc().sql("""
                UPDATE batch SET state = 'DISPATCHED', attempts = 1, key_id = NULL, token = NULL, lease_id = NULL, algorithm = NULL, signed_at = NULL
                """).update();
        assertThat(store(old, LeaseId.random(), 8, oldIds))
                .as("though the batch had been forgotten")
                .isEqualTo(REFUSED);
        assertThat(protocol.count("SELECT count(*) FROM signature")).isZero();
    }

    @Test
    void rangeThatIsAttachedAgainIsAsItWas() {
        takeOff();
        for (var table : List.of("record", "signature")) {
            protocol.jdbc()
                    .sql("ALTER TABLE %1$s ATTACH PARTITION %1$s_%2$d FOR VALUES FROM (%2$d) TO (%3$d)"
                            .formatted(table, first(), first() + 100))
                    .update();
        }

        assertThat(protocol.count("SELECT count(*) FROM signature")).isEqualTo(10);
        assertThat(protocol.count("SELECT count(*) FROM attached_ranges() WHERE first = " + first()))
                .isEqualTo(1);
    }

    @Test
    void aStoreLooksIntoTheRangesOfItsBatchesAlone() {
        var batch = protocol.batch(10);
        var ids = protocol.recordIdsOf(batch);

        for (var table : List.of("record", "signature")) {
            assertThat(protocol.rangesTouched(table, () -> store(batch, LeaseId.random(), 2, ids)))
                    .isSubsetOf("%s_%d".formatted(table, ids[0] / 100 * 100));
        }
    }

    private long first() {
        return oldIds[0] / 100 * 100;
    }

    private boolean takeOff() {
        try (var owner = protocol.database().connect();
                var statement = owner.createStatement()) {
            for (var table : List.of("record", "signature")) {
                statement.execute("ALTER TABLE collection.%1$s DETACH PARTITION collection.%1$s_%2$d CONCURRENTLY"
                        .formatted(table, first()));
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome store(BatchId batch, LeaseId lease, long token, long[] ids) {
        var frames = LongStream.of(ids)
                .mapToObj(id -> new Frame(new RecordId(id), Bytes.copyOf(new byte[64])))
                .toList();
        return signatures
                .store(List.of(
                        new SignatureSet(new StoreSignatures(batch, lease, KEY, token, Algorithm.ED25519), frames)))
                .getFirst();
    }
}
