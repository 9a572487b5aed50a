package dev.signet.collection.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.BatchId;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promises are counted in the newest run of each keyring, and in nothing else. */
class PromiseCheckIT {
    private final Protocol protocol = Protocol.start("signet.keyrings=invoices,mail");
    private final Keyring invoices = protocol.keyring("invoices");
    private final PromiseCheck check = new PromiseCheck(protocol.jdbc(), Clock.systemUTC());

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void runThatNeverEndsIsCountedWhateverRunsOthersHave() {
        signedWithoutSignatures(protocol.batch(invoices, 3));
        signedWithoutSignatures(protocol.batch(Keyring.DEFAULT, 5));
        var first = check.latest();
        assertThat(first.batchesChecked()).isEqualTo(2);
        assertThat(first.unsigned()).isEqualTo(8);

        end(Keyring.DEFAULT);
        signedWithoutSignatures(protocol.batch(Keyring.DEFAULT, 1));
        signedWithoutSignatures(protocol.batch(invoices, 2));

        await().until(() -> check.latest().unsigned(), found -> found == 6);
        assertThat(check.latest().batchesChecked()).isEqualTo(3);
        assertThat(check.latest().runId())
                .hasValueSatisfying(
                        run -> assertThat(run.value()).isEqualTo(protocol.count("SELECT max(id) FROM run")));
    }

    @Test
    void openBatchOfOneKeyringDoesNotHoldUpTheCountOfAnother() {
        signedWithoutSignatures(protocol.batch(Keyring.DEFAULT, 5));
        protocol.batch(invoices, 3);

        assertThat(check.latest().batchesChecked()).isEqualTo(1);
    }

    @Test
    void earlierRunsAndWhatOthersSignedSinceAreNotRead() {
        many(protocol.batch(invoices, 1), 1000);
        end(invoices);
        signedWithoutSignatures(protocol.batch(invoices, 3));
        many(protocol.batch(Keyring.DEFAULT, 1), 1000);
        end(Keyring.DEFAULT);
        protocol.jdbc()
                .sql("INSERT INTO run (batch_size) VALUES (10)") // which has no batch yet
                .update();

        assertThat(protocol.rowsRead("batch", check::latest)).isLessThan(30);
        assertThat(check.latest().batchesChecked()).isEqualTo(1);
    }

    @Test
    void whatWasCountedIsNotReadAgain() {
        many(protocol.batch(invoices, 1), 1200);
        await().until(() -> check.latest().batchesChecked(), checked -> checked == 1201);
        signedWithoutSignatures(protocol.batch(invoices, 3));
        var read = new AtomicLong();

        await().until(() -> {
            read.addAndGet(protocol.rowsRead("batch", check::latest));
            return check.latest().batchesChecked() == 1202;
        });

        assertThat(read).hasValueLessThan(30);
    }

    /** Finished batches that follow this one, without records, in its run. */
    private void many(BatchId batch, int count) {
        protocol.jdbc()
                .sql("""
                        INSERT INTO batch (run_id, keyring, first_record_id, last_record_id, size, state)
                        SELECT run_id, keyring, last_record_id + n, last_record_id + n, 1, 'SUPERSEDED'
                          FROM batch, generate_series(1, :count) n
                         WHERE batch.id = :id
                        """)
                .param("id", batch.value())
                .param("count", count)
                .update();
        protocol.jdbc()
                .sql("UPDATE batch SET state = 'SUPERSEDED' WHERE id = :id")
                .param("id", batch.value())
                .update();
    }

    private void signedWithoutSignatures(BatchId batch) {
        protocol.jdbc().sql("""
                        UPDATE batch
                           SET state = 'SIGNED', attempts = 1, key_id = 'key', token = id, lease_id = gen_random_uuid(),
                               algorithm = 'Ed25519', signed_at = clock_timestamp()
                         WHERE id = :id
                        """).param("id", batch.value()).update();
    }

    private void end(Keyring keyring) {
        protocol.jdbc()
                .sql(
                        "UPDATE run SET state = 'COMPLETED', completed_at = clock_timestamp() WHERE keyring = :keyring AND state = 'RUNNING'")
                .param("keyring", keyring.number())
                .update();
    }
}
