package dev.signet.collection.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.testing.KeyServiceStandIn;
import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts wrong rows in, which no service would and the database does not prevent, in the transaction that ends the run. Others could not work with them. */
@ViewsIT
@DirtiesContext
class RunCheckIT {
    @Autowired
    private Rows rows;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestDatabase database;

    @Autowired
    private KeyServiceStandIn keyService;

    @Autowired
    private Rest rest;

    @Test
    void newKeysAreSeenWhileARunIsChecked() throws SQLException {
        try (var connection = database.connect();
                var locking = connection.createStatement()) {
            connection.setAutoCommit(false);
            locking.execute("LOCK TABLE collection.signature IN ACCESS EXCLUSIVE MODE");
            rows.endedRun();
            await().until(this::someoneWaitsForALock);

            keyService.setFree(77);

            await().until(
                            () -> rest.get("/api/v1/progress")
                                    .json()
                                    .at("/keys/free")
                                    .asInt(),
                            free -> free == 77);
            assertThat(someoneWaitsForALock()).isTrue();
        } finally {
            keyService.setFree(3);
        }
    }

    @Test
    void aRunThatKeptTheRulesHasNothingToCount() {
        var checked = checkOf(run -> {
            var ids = rows.records(31);
            rows.signedBatch(run, ids.subList(0, 10));
            rows.batch(run, "SUPERSEDED", ids.subList(10, 21));
            rows.signedBatch(run, ids.subList(10, 20));
            rows.batch(run, "QUARANTINED", ids.subList(20, 21));
            rows.signedBatch(run, ids.subList(21, 31));
        });

        assertThat(checked).isEqualTo(new Counted(0, 0));
    }

    @Test
    void aRunWithoutBatchesHasNothingToCount() {
        assertThat(checkOf(_ -> {})).isEqualTo(new Counted(0, 0));
    }

    @Test
    void aMissingSignatureIsCounted() {
        var checked = checkOf(run -> {
            var ids = rows.records(10);
            var batch = rows.batch(run, "SIGNED", ids);
            ids.stream().skip(3).forEach(id -> rows.signature(id, batch));
        });

        assertThat(checked).isEqualTo(new Counted(3, 0));
    }

    @Test
    void aRecordThatIsInNoBatchAndASignatureThatIsInNoneAreCounted() {
        var checked = checkOf(run -> {
            var ids = rows.records(12);
            var batch = rows.signedBatch(run, ids.subList(0, 5));
            rows.signature(ids.get(5), batch);
            rows.signedBatch(run, ids.subList(7, 12));
        });

        assertThat(checked.doubleSigned()).isEqualTo(2);
    }

    @Test
    void aSignatureOfAQuarantinedRecordIsCounted() {
        var checked = checkOf(run -> {
            var ids = rows.records(1);
            rows.signature(ids.getFirst(), rows.batch(run, "QUARANTINED", ids));
        });

        assertThat(checked.doubleSigned()).isEqualTo(1);
    }

    @Test
    void aSignatureMadeForAnotherBatchMakesItsBatchMixed() {
        var checked = checkOf(run -> {
            var ids = rows.records(10);
            var first = rows.signedBatch(run, ids.subList(0, 5));
            var second = rows.batch(run, "SIGNED", ids.subList(5, 10));
            ids.subList(5, 9).forEach(id -> rows.signature(id, second));
            rows.signature(ids.get(9), first);
        });

        assertThat(checked).isEqualTo(new Counted(0, 1));
    }

    private boolean someoneWaitsForALock() {
        return rows.jdbc()
                .sql("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = 'signature'::regclass")
                .query(Boolean.class)
                .single();
    }

    private record Counted(long doubleSigned, long mixedKeyBatches) {}

    private interface Deeds {
        void of(long run);
    }

    private Counted checkOf(Deeds deeds) {
        var run = transaction.execute(_ -> {
            var id = rows.endedRun();
            deeds.of(id);
            return id;
        });
        await().until(() -> rows.jdbc()
                .sql("SELECT checked_at IS NOT NULL FROM run WHERE id = :id")
                .param("id", run)
                .query((row, _) -> row.getBoolean(1))
                .single());
        return rows.jdbc()
                .sql("SELECT double_signed, mixed_key_batches FROM run WHERE id = :id")
                .param("id", run)
                .query((row, _) -> new Counted(row.getLong(1), row.getLong(2)))
                .single();
    }
}
