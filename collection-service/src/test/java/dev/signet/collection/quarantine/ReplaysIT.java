package dev.signet.collection.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewsIT
class ReplaysIT {
    private final Rest rest;
    private final Rows rows;

    @Autowired
    ReplaysIT(Rest rest, Rows rows) {
        this.rest = rest;
        this.rows = rows;
    }

    @Test
    void quarantinedBatchIsDueAgainAndItsRunGoesOn() {
        var batch = quarantined(rows.endedRun());

        var answer = replay(batch);

        assertThat(answer.status()).isEqualTo(204);
        var shown = rest.get("/api/v1/batches/" + batch).json();
        assertThat(shown.get("state").asString()).isEqualTo("PLANNED");
        assertThat(shown.get("failures").asInt()).isZero();
        assertThat(rows.jdbc()
                        .sql("SELECT state FROM run WHERE id = (SELECT run_id FROM batch WHERE id = :batch)")
                        .param("batch", batch)
                        .query(String.class)
                        .single())
                .isEqualTo("RUNNING");
        assertThat(rows.told("dev.signet.batch.replayed")).containsOnlyOnce(Long.toString(batch));
        finish(batch);
    }

    @Test
    void batchOfAnEarlierRunWaitsForTheLaterOne() {
        var later = quarantined(rows.endedRun());
        var earlier = quarantined(rows.endedRun());
        assertThat(replay(later).status()).isEqualTo(204);

        var answer = replay(earlier);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/another-run-is-on");
        finish(later);
    }

    @Test
    void onlyAQuarantinedBatchIsReplayed() {
        var ids = rows.records(2);
        rows.everythingIsPlanned();
        var signed = rows.signedBatch(rows.endedRun(), ids);

        assertThat(replay(signed).json().get("type").asString()).isEqualTo("/problems/not-quarantined");
        assertThat(replay(99_999_999).status()).isEqualTo(404);
    }

    @Test
    void promisesAreCountedFromTheDataOfFinishedBatches() {
        var run = rows.endedRun();
        var ids = rows.records(5);
        rows.everythingIsPlanned();
        rows.signedBatch(run, ids.subList(0, 2));
        var halfSigned = rows.batch(run, "SIGNED", ids.subList(2, 4));
        rows.signature(ids.get(2), halfSigned);
        rows.batch(run, "QUARANTINED", List.of(ids.get(4)));

        await().untilAsserted(() -> {
            var promises = rest.get("/api/v1/promises").json();
            assertThat(promises.get("runId").asString()).isEqualTo(Long.toString(run));
            assertThat(promises.get("batchesChecked").asLong()).isEqualTo(3);
            assertThat(promises.get("unsigned").asLong()).isEqualTo(1);
            assertThat(promises.get("signedTwice").asLong()).isZero();
            assertThat(promises.get("mixedKeyBatches").asLong()).isZero();
            assertThat(promises.get("wrongSizes").asLong()).isZero();
        });
    }

    private long quarantined(long run) {
        var ids = rows.records(1);
        rows.everythingIsPlanned();
        return rows.batch(run, "QUARANTINED", ids);
    }

    private Rest.Answer replay(long batch) {
        return rest.post("/api/v1/batches/" + batch + "/replay", "application/json", "");
    }

    // One run at a time: those that come after need theirs.
    private void finish(long batch) {
        rows.jdbc()
                .sql("UPDATE batch SET state = 'QUARANTINED' WHERE id = :id")
                .param("id", batch)
                .update();
        rows.jdbc()
                .sql("UPDATE run SET state = 'COMPLETED', completed_at = clock_timestamp() WHERE state = 'RUNNING'")
                .update();
    }
}
