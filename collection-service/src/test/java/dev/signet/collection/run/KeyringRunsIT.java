package dev.signet.collection.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.SetKeyrings;
import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.run.Planner.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Several keyrings side by side. */
class KeyringRunsIT {
    private final Protocol protocol =
            Protocol.start("signet.keyrings=default:10,invoices:3,mail", "signet.batch-size=5", "signet.linger=0s");
    private final Keyring invoices = protocol.keyring("invoices");
    private final Keyring mail = protocol.keyring("mail");
    private final Planner planner = protocol.get(Planner.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void eachHasARunOfItsOwnWithItsBatchSizeAndItsEnd() {
        protocol.records(Keyring.DEFAULT, 25);
        protocol.records(invoices, 7);
        protocol.records(mail, 5);

        planAll();

        assertThat(sizes(Keyring.DEFAULT)).containsExactly(10, 10, 5);
        assertThat(sizes(invoices)).containsExactly(3, 3, 1);
        assertThat(sizes(mail)).as("SIGNET_BATCH_SIZE is for who has no own").containsExactly(5);
        assertThat(runs()).containsExactly("0 10 RUNNING", "1 3 RUNNING", "2 5 RUNNING");

        sign(invoices);
        planAll();
        assertThat(runs()).containsExactly("0 10 RUNNING", "1 3 COMPLETED", "2 5 RUNNING");

        protocol.records(invoices, 1);
        planAll();
        assertThat(runs()).containsExactly("0 10 RUNNING", "1 3 COMPLETED", "1 3 RUNNING", "2 5 RUNNING");
    }

    @Test
    void aKeyringHasOneRunAtATime() {
        protocol.records(invoices, 1);
        planAll();

        assertThatThrownBy(() -> protocol.jdbc()
                        .sql("INSERT INTO run (keyring, batch_size) VALUES (1, 3)")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("one_run_at_a_time");
    }

    @Test
    void recordsThatAreWrittenAtOnceNeverShareABatch() {
        var keyrings = List.of(Keyring.DEFAULT, invoices, mail);
        var writers = IntStream.range(0, 6)
                .mapToObj(i -> protocol.elsewhere(() -> {
                    for (int n = 0; n < 20; n++) {
                        protocol.records(keyrings.get((i + n) % 3), 7);
                    }
                    return i;
                }))
                .toList();
        while (writers.stream().anyMatch(writer -> !writer.isDone())) {
            keyrings.forEach(planner::plan);
        }
        writers.forEach(writer -> writer.join());
        planAll();

        assertThat(protocol.count("SELECT sum(size) FROM batch")).isEqualTo(6 * 20 * 7);
        assertThat(protocol.count("""
                        SELECT count(*)
                          FROM record r
                          JOIN batch b ON r.id BETWEEN b.first_record_id AND b.last_record_id AND r.id >> 40 = b.keyring
                          JOIN run ON run.id = b.run_id AND run.keyring = b.keyring
                        """)).isEqualTo(6 * 20 * 7);
        assertThat(protocol.count("""
                        SELECT count(*)
                          FROM batch b
                         WHERE size <> (SELECT count(*) FROM record WHERE id BETWEEN b.first_record_id AND b.last_record_id)
                        """)).isZero();
    }

    @Test
    void whoWritesForLongHoldsUpNoOtherKeyring() {
        protocol.records(Keyring.DEFAULT, 10);
        protocol.records(invoices, 3);

        var waiting = protocol.inTransaction(() -> {
            protocol.get(PlanningLock.class).shared(invoices);
            var held = protocol.elsewhere(() -> planner.plan(invoices));
            protocol.database().awaitBackendWaitingForLock();

            var other = protocol.elsewhere(() -> planner.plan(Keyring.DEFAULT));

            assertThat(other.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(Outcome.FORMED);
            assertThat(held).isNotDone();
            return held;
        });
        assertThat(waiting.join()).isEqualTo(Outcome.FORMED);
    }

    @Test
    void batchNeverReachesIntoAnotherKeyringsIds() {
        protocol.records(1);
        planAll();

        assertThatThrownBy(() -> protocol.jdbc().sql("""
                        INSERT INTO batch (run_id, keyring, first_record_id, last_record_id, size)
                        SELECT max(id), 0, 5, 1::bigint << 40, 2 FROM run
                        """).update()).hasMessageContaining("batch_in_its_stretch");
    }

    @Test
    void keyringThatTheSettingNamesNoMoreGoesOn() {
        protocol.records(invoices, 3);

        var known = SetKeyrings.of(protocol.jdbc(), "default");
        assertThat(known.all()).containsExactly(Keyring.DEFAULT, invoices, mail);
        assertThat(known.batchSize(invoices)).isEqualTo(100);

        planAll();
        assertThat(sizes(invoices)).containsExactly(3);
    }

    @Test
    void instancesThatStartAtOnceMakeAKeyringOnce() {
        var starts = IntStream.range(0, 4)
                .mapToObj(_ -> protocol.elsewhere(() -> SetKeyrings.of(protocol.jdbc(), "new", "newer")))
                .toList();
        starts.forEach(start -> start.join());

        assertThat(starts).allSatisfy(start -> assertThat(start.join().all()).hasSize(5));
        assertThat(protocol.count("SELECT count(*) FROM keyring")).isEqualTo(5);
        assertThat(protocol.keyring("newer").number()).isBetween(3, 4);
    }

    private void planAll() {
        for (var keyring : List.of(Keyring.DEFAULT, invoices, mail)) {
            while (planner.plan(keyring) == Outcome.FORMED) {
                assertThat(runs()).anyMatch(run -> run.startsWith(keyring.number() + " ") && run.endsWith(" RUNNING"));
            }
        }
    }

    private void sign(Keyring keyring) {
        protocol.jdbc().sql("""
                        UPDATE batch
                           SET state = 'SIGNED', key_id = 'k', token = id, lease_id = gen_random_uuid(), algorithm = 'Ed25519', signed_at = now()
                         WHERE keyring = :keyring
                        """).param("keyring", keyring.number()).update();
    }

    private List<Integer> sizes(Keyring keyring) {
        return protocol.jdbc()
                .sql("SELECT size FROM batch WHERE keyring = :keyring ORDER BY id")
                .param("keyring", keyring.number())
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private List<String> runs() {
        return protocol.jdbc()
                .sql("SELECT format('%s %s %s', keyring, batch_size, state) FROM run ORDER BY keyring, id")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }
}
