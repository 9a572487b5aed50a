package dev.signet.collection.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people see of a system from which a range of records and signatures was taken off. By its property it has a database of its own. */
@ViewsIT
@TestPropertySource(properties = "signet.test=taken-off")
@DirtiesContext
class TakenOffViewsIT {
    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Autowired
    private TestDatabase database;

    @Test
    void everythingGoesOnOverTheRest() throws SQLException {
        owner(
                "UPDATE collection.id_range SET size = 100",
                "SELECT setval('collection.record_id', (SELECT past - 1 FROM collection.id_range))");
        owner("SELECT collection.make_partitions()");
        var run = rows.endedRun();
        var ids = new ArrayList<>(rows.records(100)); // the first range is full, and a batch reaches into the second
        owner("SELECT collection.make_partitions()");
        ids.addAll(rows.records(50));
        var quarantined = rows.batch(run, "QUARANTINED", ids.subList(0, 1));
        rows.signedBatch(run, ids.subList(1, 90));
        var across = rows.signedBatch(run, ids.subList(90, 110));
        var behind = rows.signedBatch(run, ids.subList(110, 150));
        rows.everythingIsPlanned();

        takeOff(ids.getFirst());

        assertThat(recordIds("")).isEqualTo(ids.subList(100, 150));
        assertThat(recordIds("&status=SIGNED")).isEqualTo(ids.subList(100, 150));
        assertThat(recordIds("&status=QUARANTINED")).isEmpty();
        assertThat(rest.get("/api/v1/records/" + ids.get(5)).status()).isEqualTo(404);
        assertThat(rest.get("/api/v1/records/" + ids.get(120) + "/signature").status())
                .isEqualTo(200);
        assertThat(batch(across).get("takenOff").asBoolean()).isTrue();
        assertThat(batch(behind).get("takenOff").asBoolean()).isFalse();
        assertThat(exported("?from=%d&to=%d".formatted(ids.get(0), ids.get(119))))
                .isEqualTo(ids.subList(100, 120));
        assertThat(exported("")).isEqualTo(ids.subList(100, 150));
        assertThat(rest.post("/api/v1/batches/" + quarantined + "/replay", "application/json", "")
                        .text())
                .contains("taken off");
        await().untilAsserted(() -> {
            var promises = rest.get("/api/v1/promises").json();
            assertThat(promises.get("batchesChecked").asLong()).isEqualTo(4);
            assertThat(promises.get("unsigned").asLong()).isZero();
        });
        assertThat(countedAnew(run)).isZero();
        assertThat(rest.importing("{\"n\":1}\n").status()).isBetween(200, 201);
    }

    /** What the check of an ended run finds in what is there now. */
    private long countedAnew(long run) {
        rows.jdbc()
                .sql("UPDATE run SET double_signed = NULL, mixed_key_batches = NULL, checked_at = NULL WHERE id = :id")
                .param("id", run)
                .update();
        var found = "SELECT double_signed + mixed_key_batches FROM run WHERE checked_at IS NOT NULL AND id = " + run;
        await().until(() -> !rows.jdbc().sql(found).query(Long.class).list().isEmpty());
        return rows.jdbc().sql(found).query(Long.class).single();
    }

    private void takeOff(long first) throws SQLException {
        for (var table : List.of("record", "signature")) {
            owner("ALTER TABLE collection.%1$s DETACH PARTITION collection.%1$s_%2$d CONCURRENTLY"
                    .formatted(table, first));
        }
    }

    private JsonNode batch(long id) {
        return rest.get("/api/v1/batches/" + id).json();
    }

    private List<Long> recordIds(String more) {
        return rest.get("/api/v1/records?limit=200" + more)
                .json()
                .get("items")
                .valueStream()
                .map(record -> Long.parseLong(record.get("id").asString()))
                .toList();
    }

    private List<Long> exported(String range) {
        return rest.get("/api/v1/exports/signatures.ndjson" + range)
                .text()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.has("recordId"))
                .map(line -> Long.parseLong(line.get("recordId").asString()))
                .toList();
    }

    private void owner(String... statements) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
