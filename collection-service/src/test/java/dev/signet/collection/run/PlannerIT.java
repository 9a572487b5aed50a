package dev.signet.collection.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.SetKeyrings;
import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.run.Planner.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;

class PlannerIT {
    private Protocol protocol = Protocol.start("signet.batch-size=100", "signet.linger=0s");

    @AfterEach
    void close() {
        protocol.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 25, 25", "7, 25, 4", "100, 1000, 10", "1000, 2500, 3", "10000, 25, 1"})
    void everyRecordIsInOneBatchOfTheRunsSize(int batchSize, int records, int batches) {
        restartWith("signet.batch-size=" + batchSize, "signet.linger=0s");
        protocol.records(records);

        planAll();

        assertThat(protocol.count("SELECT count(*) FROM batch")).isEqualTo(batches);
        assertThat(protocol.count("SELECT sum(size) FROM batch")).isEqualTo(records);
        assertThat(protocol.count("SELECT count(*) FROM batch WHERE size <> " + batchSize))
                .isLessThanOrEqualTo(1);
        assertThat(
                        protocol.count(
                                "SELECT count(*) FROM record r JOIN batch b ON r.id BETWEEN b.first_record_id AND b.last_record_id"))
                .isEqualTo(records);
        assertThat(protocol.counter("records_planned")).isEqualTo(records);
        assertThat(protocol.counter("batches_planned")).isEqualTo(batches);
    }

    @Test
    void withoutRecordsThereIsNoRun() {
        planAll();

        assertThat(protocol.count("SELECT count(*) FROM run")).isZero();
    }

    @Test
    void tailWaitsWhileRecordsMayStillArrive() {
        restartWith("signet.batch-size=10", "signet.linger=1h");
        protocol.records(25);

        planAll();
        assertThat(sizes()).containsExactly(10, 10);

        protocol.records(5);
        planAll();
        assertThat(sizes()).containsExactly(10, 10, 10);
    }

    @Test
    void recordsThatCommitLateAreNeverInsideAPlannedRange() {
        protocol.records(50);
        var planned = protocol.inTransaction(() -> {
            protocol.get(PlanningLock.class).shared(Keyring.DEFAULT);
            protocol.jdbc()
                    .sql("INSERT INTO record (payload) SELECT 'late' FROM generate_series(1, 10)")
                    .update();
            var planner = protocol.elsewhere(() -> protocol.get(Planner.class).plan(Keyring.DEFAULT));
            protocol.database().awaitBackendWaitingForLock();
            return planner;
        });

        assertThat(planned.join()).isEqualTo(Outcome.FORMED);

        assertThat(sizes())
                .as("the planner waited for the open chunk and saw it")
                .containsExactly(60);
    }

    @Test
    void twoPlannersAtOnceFormEachBatchOnce() {
        protocol.records(250);
        var both = protocol.inTransaction(() -> {
            protocol.get(PlanningLock.class).shared(Keyring.DEFAULT);
            var planners = List.of(
                    protocol.elsewhere(() -> protocol.get(Planner.class).plan(Keyring.DEFAULT)),
                    protocol.elsewhere(() -> protocol.get(Planner.class).plan(Keyring.DEFAULT)));
            protocol.database().awaitBackendsWaitingForLock(2);
            return planners;
        });

        both.forEach(planner -> planner.join());

        assertThat(sizes()).containsExactly(100, 100, 50);
        assertThat(protocol.count("SELECT count(*) FROM run")).isEqualTo(1);
    }

    @Test
    void runIsCompleteOnceEveryBatchIsSigned() {
        protocol.records(100);
        planAll();
        planAll();
        assertThat(runStates()).containsExactly("RUNNING");

        signAll();
        planAll();

        assertThat(runStates()).containsExactly("COMPLETED");
        assertThat(protocol.count("SELECT count(*) FROM run WHERE completed_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void runWithAQuarantinedRecordSaysSo() {
        protocol.records(1);
        planAll();

        protocol.jdbc()
                .sql("UPDATE batch SET state = 'QUARANTINED', last_error = 'cannot be signed'")
                .update();
        planAll();

        assertThat(runStates()).containsExactly("COMPLETED_WITH_QUARANTINE");
    }

    @Test
    void batchSizeIsFrozenWhileTheRunGoesOnAndNewForTheNext() {
        protocol.records(100);
        planAll();
        var other = protocol.get(Runs.class);
        assertThat(other.current(Keyring.DEFAULT))
                .hasValueSatisfying(run -> assertThat(run.batchSize()).isEqualTo(100));

        var changed = plannerWithBatchSize(7);
        protocol.records(14);
        while (changed.plan(Keyring.DEFAULT) == Outcome.FORMED) {
            assertThat(runStates()).containsExactly("RUNNING");
        }
        assertThat(sizes()).containsExactly(100, 14);

        signAll();
        assertThat(changed.plan(Keyring.DEFAULT)).isNotEqualTo(Outcome.FORMED);
        protocol.records(14);
        while (changed.plan(Keyring.DEFAULT) == Outcome.FORMED) {
            assertThat(runStates()).containsExactly("COMPLETED", "RUNNING");
        }
        assertThat(sizes()).containsExactly(100, 14, 7, 7);
    }

    private Planner plannerWithBatchSize(int batchSize) {
        return new Planner(
                protocol.get(PlanningLock.class),
                new Runs(protocol.jdbc(), new RunProperties(Duration.ZERO)),
                protocol.get(RunEvents.class),
                protocol.get(RunCounters.class),
                SetKeyrings.of(protocol.jdbc(), "default:" + batchSize),
                protocol.jdbc(),
                protocol.get(TransactionTemplate.class),
                2);
    }

    private void restartWith(String... properties) {
        protocol.close();
        protocol = Protocol.start(properties);
    }

    private void planAll() {
        var planner = protocol.get(Planner.class);
        while (planner.plan(Keyring.DEFAULT) == Outcome.FORMED) {
            assertThat(runStates()).contains("RUNNING");
        }
    }

    private void signAll() {
        protocol.jdbc()
                .sql(
                        "UPDATE batch SET state = 'SIGNED', key_id = 'k', token = id, lease_id = gen_random_uuid(), algorithm = 'Ed25519', signed_at = now()")
                .update();
    }

    private List<Integer> sizes() {
        return protocol.jdbc()
                .sql("SELECT size FROM batch ORDER BY id")
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private List<String> runStates() {
        return protocol.jdbc()
                .sql("SELECT state FROM run ORDER BY id")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
