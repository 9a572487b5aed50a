package dev.signet.collection.batch;

import static dev.signet.contract.FailureReport.Kind.DETERMINISTIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.collection.run.RunCounters;
import dev.signet.contract.BatchId;
import dev.signet.contract.Deferral;
import dev.signet.contract.FailureReport;
import dev.signet.platform.statement.Statements;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class FailuresIT {
    private final Protocol protocol = Protocol.start();
    private final Failures failures = protocol.get(Failures.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void failureDefersTheBatchAndIsCountedOncePerLease() {
        var batch = protocol.batch(10);
        var lease = UUID.randomUUID();

        report(batch, lease);
        report(batch, lease);

        assertThat(protocol.stateOf(batch)).isEqualTo("DEFERRED");
        assertThat(protocol.count("SELECT failures FROM batch")).isEqualTo(1);
        assertThat(protocol.count("SELECT count(*) FROM batch WHERE next_dispatch_at > clock_timestamp()"))
                .isEqualTo(1);
        assertThat(protocol.counter("deferred")).isEqualTo(1);
        assertThat(protocol.told()).singleElement().asString().startsWith("deferral/" + batch + "/");
    }

    @Test
    void failureOfABatchThatWasNeverHandedOutDoesNotKeepItFromBeingHandedOut() {
        report(protocol.batch(10), UUID.randomUUID());

        assertThat(protocol.count("SELECT count(*) FROM batch WHERE state = 'DEFERRED' AND attempts > 0"))
                .as("what Dispatch finds once it is overdue")
                .isEqualTo(1);
    }

    @Test
    void failureThatWasReportedIsNotCountedAgainWhenItsLeaseRunsOut() {
        var batch = protocol.batch(10);
        var lease = UUID.randomUUID();
        report(batch, lease);

        expire(batch, lease);

        assertThat(protocol.count("SELECT failures * 10 + expirations FROM batch"))
                .isEqualTo(10);
    }

    @Test
    void failedBatchWaitsForItsDelayAndNotForTheLeaseThatSomebodyFoundOpen() {
        var batch = protocol.batch(10);
        var lease = UUID.randomUUID();
        report(batch, lease);
        protocol.inTransaction(() -> protocol.get(Batches.class).defer(batch, 60_000));

        expire(batch, lease);

        assertThat(protocol.count(
                        "SELECT count(*) FROM batch WHERE next_dispatch_at < clock_timestamp() + interval '2 s'"))
                .isEqualTo(1);
    }

    @Test
    void fifthFailureSplitsTheBatchInTwo() {
        var batch = protocol.batch(101);

        fail(batch, 4);
        assertThat(protocol.stateOf(batch)).isEqualTo("DEFERRED");
        fail(batch, 1);

        assertThat(protocol.stateOf(batch)).isEqualTo("SUPERSEDED");
        assertThat(openSizes()).containsExactly(50, 51);
        assertThat(protocol.count("SELECT count(*) FROM batch WHERE parent_id = " + batch + " AND attempts = 0"))
                .isEqualTo(2);
        assertThat(protocol.counter("batches_planned")).isEqualTo(2);
        assertThat(protocol.told()).hasSize(5).last().isEqualTo("split/" + batch + " null");
    }

    @Test
    void tenthExpiredLeaseSplitsTheBatchInTwo() {
        var batch = protocol.batch(4);

        for (int i = 0; i < 9; i++) {
            expire(batch, UUID.randomUUID());
        }
        assertThat(protocol.stateOf(batch)).isEqualTo("PLANNED");

        expire(batch, UUID.randomUUID());
        assertThat(protocol.stateOf(batch)).isEqualTo("SUPERSEDED");
        assertThat(openSizes()).containsExactly(2, 2);
    }

    @Test
    void bisectionIsolatesTheOneRecordThatCannotBeSigned() {
        var batch = protocol.batch(100);
        var bad = protocol.recordIdsOf(batch)[61];

        fail(batch, 5);
        for (var suspect = openBatchWith(bad); sizeOf(suspect) > 1; suspect = openBatchWith(bad)) {
            fail(suspect, 1);
        }
        var alone = openBatchWith(bad);
        fail(alone, 4);
        assertThat(protocol.stateOf(alone)).isEqualTo("DEFERRED");
        fail(alone, 1);

        assertThat(protocol.stateOf(alone)).isEqualTo("QUARANTINED");
        assertThat(protocol.count("SELECT sum(size) FROM batch WHERE state IN ('PLANNED', 'DEFERRED')"))
                .isEqualTo(99);
        assertThat(protocol.count("SELECT count(*) FROM batch WHERE state = 'QUARANTINED' AND last_error = 'no good'"))
                .isEqualTo(1);
        assertThat(protocol.counter("batches_quarantined")).isEqualTo(1);
        assertThat(protocol.told())
                .filteredOn(event -> event.startsWith("quarantine/"))
                .singleElement()
                .asString()
                .startsWith("quarantine/" + alone + "/");
    }

    @Test
    void workerThatFindsNoKeyFreeHasTheBatchDeferred() {
        var batch = protocol.batch(10);

        workController().defer(batch, new Deferral(60_000, "no key was free"));

        assertThat(protocol.stateOf(batch)).isEqualTo("DEFERRED");
        assertThat(protocol.told()).singleElement().asString().startsWith("deferral/" + batch + "/");
    }

    @Test
    void batchThatIsSignedMeanwhileStaysSigned() {
        var batch = protocol.batch(2);
        protocol.jdbc()
                .sql(
                        "UPDATE batch SET state = 'SIGNED', key_id = repeat('k', 43), token = 1, lease_id = gen_random_uuid(), algorithm = 'Ed25519', signed_at = now()")
                .update();

        fail(batch, 7);

        assertThat(protocol.stateOf(batch)).isEqualTo("SIGNED");
        assertThat(protocol.get(Batches.class).defer(batch, 1000)).isEmpty();
    }

    private WorkController workController() {
        return new WorkController(
                protocol.get(Batches.class),
                protocol.get(BatchRecords.class),
                failures,
                protocol.get(BatchEvents.class),
                protocol.get(RunCounters.class),
                protocol.get(Statements.class),
                protocol.get(TransactionTemplate.class),
                new JsonMapper());
    }

    private void fail(BatchId batch, int times) {
        for (int i = 0; i < times; i++) {
            report(batch, UUID.randomUUID());
        }
    }

    private void report(BatchId batch, UUID attempt) {
        protocol.inTransaction(() -> {
            failures.reported(lock(batch), new FailureReport(attempt, DETERMINISTIC, "no good"));
            return true;
        });
    }

    private void expire(BatchId batch, UUID lease) {
        protocol.inTransaction(() -> {
            failures.leaseEnded(lock(batch), lease, true);
            return true;
        });
    }

    private LockedBatch lock(BatchId batch) {
        return protocol.get(Batches.class).lock(batch).orElseThrow();
    }

    private BatchId openBatchWith(long record) {
        return protocol.jdbc()
                .sql(
                        "SELECT id FROM batch WHERE :record BETWEEN first_record_id AND last_record_id AND state <> 'SUPERSEDED'")
                .param("record", record)
                .query((row, _) -> new BatchId(row.getLong("id")))
                .single();
    }

    private long sizeOf(BatchId batch) {
        return protocol.count("SELECT size FROM batch WHERE id = " + batch);
    }

    private List<Integer> openSizes() {
        return protocol.jdbc()
                .sql("SELECT size FROM batch WHERE state <> 'SUPERSEDED' ORDER BY first_record_id")
                .query((row, _) -> row.getInt(1))
                .list();
    }
}
