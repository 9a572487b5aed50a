package dev.signet.collection.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ViewsIT
class ProgressIT {
    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Autowired
    private KeyringView keyring;

    @Test
    void theNumbersAddUp() {
        var run = runningRun();
        var ids = rows.records(50);
        rows.batch(run, "PLANNED", ids.subList(0, 10));
        rows.batch(run, "DISPATCHED", ids.subList(10, 20));
        rows.batch(run, "DEFERRED", ids.subList(20, 30));
        rows.signedBatch(run, ids.subList(30, 40));
        rows.batch(run, "SUPERSEDED", ids.subList(40, 42));
        rows.batch(run, "QUARANTINED", ids.subList(40, 41));
        rows.batch(run, "PLANNED", ids.subList(41, 42));
        rows.jdbc()
                .sql("UPDATE planned SET through = :through WHERE keyring = 0")
                .param("through", ids.get(41))
                .update();
        count(run, 0, "records_planned = 42, batches_planned = 7");
        count(run, 1, "records_signed = 10, batches_signed = 1, batches_superseded = 1, batches_quarantined = 1");
        count(run, 2, "redispatched = 3, deferred = 4");

        await().untilAsserted(() -> {
            var progress = progress();
            assertThat(progress.get("runId").asString()).isEqualTo(Long.toString(run));
            assertThat(progress.get("batches").toString())
                    .isEqualTo(
                            "{\"total\":7,\"planned\":2,\"dispatched\":1,\"deferred\":1,\"signed\":1,\"quarantined\":1,"
                                    + "\"superseded\":1}");
            assertThat(progress.get("records").toString())
                    .isEqualTo("{\"total\":50,\"signed\":10,\"quarantined\":1,\"unplanned\":8}");
            assertThat(progress.get("redispatched").asInt()).isEqualTo(3);
            assertThat(progress.get("deferred").asInt()).isEqualTo(4);
            assertThat(progress.get("quarantinedRecords").toString()).isEqualTo("[\"" + ids.get(40) + "\"]");
            assertThat(progress.get("keys").toString()).isEqualTo("{\"free\":3,\"leased\":2,\"disabled\":1}");
            assertThat(progress.get("invariants").toString()).isEqualTo("{\"concurrentKeyUse\":0,\"lruViolations\":0}");
        });
        assertThat(keyring.latest().orElseThrow().usable()).isEqualTo(5);
    }

    @Test
    void aRunThatGetsOnHasARateAndAnEta() {
        var run = runningRun();
        count(run, 0, "records_planned = 1000000, batches_planned = 1000");

        await().untilAsserted(() -> {
            count(run, 1, "records_signed = run_counter.records_signed + 10");
            var progress = progress();
            assertThat(progress.get("state").asString()).isEqualTo("RUNNING");
            assertThat(progress.get("ratePerSecond").asDouble()).isPositive();
            assertThat(progress.get("etaSeconds").asLong()).isPositive();
        });
    }

    @Test
    void aRunThatDoesNotGetOnIsStalledAndSaysWhy() {
        var run = runningRun();
        rows.batch(run, "PLANNED", rows.records(10));
        rows.everythingIsPlanned();
        count(run, 0, "records_planned = 10, batches_planned = 1");

        await().untilAsserted(() -> {
            var progress = progress();
            assertThat(progress.get("state").asString()).isEqualTo("STALLED");
            assertThat(progress.get("reason").asString())
                    .matches("Nothing was signed for \\d+ s: no batch is being handed out; .*");
            assertThat(progress.has("etaSeconds")).isFalse();
        });
    }

    @Test
    void aPausedRunIsNeverCalledStalled() {
        var run = runningRun();
        rows.batch(run, "PLANNED", rows.records(10));
        rows.everythingIsPlanned();
        count(run, 0, "records_planned = 10, batches_planned = 1");
        await().until(() -> "STALLED".equals(progress().get("state").asString()));

        rows.jdbc()
                .sql("UPDATE run SET paused_at = now() WHERE id = :run")
                .param("run", run)
                .update();

        await().untilAsserted(() -> {
            var progress = progress();
            assertThat(progress.get("state").asString()).isEqualTo("PAUSED");
            assertThat(progress.has("reason")).isFalse();
            assertThat(progress.has("etaSeconds")).isFalse();
        });
        var shown = rest.get("/api/v1/runs/" + run).json();
        assertThat(shown.get("state").asString()).isEqualTo("PAUSED");
        assertThat(shown.get("pausedAt").asString()).endsWith("Z");
    }

    @Test
    void aRunThatHasEndedIsCheckedOnce() {
        var run = rows.endedRun();
        var ids = rows.records(10);
        rows.signedBatch(run, ids);
        count(run, 0, "records_planned = 10, records_signed = 10, batches_planned = 1, batches_signed = 1");

        await().untilAsserted(() -> {
            var progress = progress();
            assertThat(progress.get("state").asString()).isEqualTo("COMPLETED");
            assertThat(progress.get("invariants").has("checkedAt")).isTrue();
            assertThat(progress.get("ratePerSecond").asDouble()).isPositive();
            assertThat(progress.get("elapsedSeconds").asDouble()).isBetween(9.0, 12.0);
        });
    }

    private JsonNode progress() {
        return rest.get("/api/v1/progress").json();
    }

    /** The newest run, with all records of others planned. */
    private long runningRun() {
        rows.everythingIsPlanned();
        rows.jdbc()
                .sql(
                        "UPDATE run SET state = 'COMPLETED', completed_at = clock_timestamp(), paused_at = NULL WHERE state = 'RUNNING'")
                .update();
        return rows.jdbc()
                .sql("INSERT INTO run (batch_size) VALUES (10) RETURNING id")
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private void count(long run, int slot, String counters) {
        for (var sql : List.of(
                "INSERT INTO run_counter (run_id, slot) VALUES (:run, :slot) ON CONFLICT DO NOTHING",
                "UPDATE run_counter SET " + counters + " WHERE run_id = :run AND slot = :slot")) {
            rows.jdbc().sql(sql).param("run", run).param("slot", slot).update();
        }
    }
}
