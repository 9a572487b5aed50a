package dev.signet.collection.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The export shows all that there is, so this test has a database of its own. */
@ViewsIT
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class ExportIT {
    private static final String PATH = "/api/v1/exports/signatures.ndjson";

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Test
    void anExportOfNothingSaysSo() {
        assertThat(rest.get(PATH).text()).isEqualTo("{\"end\":true,\"count\":0}\n");
    }

    @Test
    void everySignatureIsALineWithTheSameFieldsAsAloneAndTheLastLineCountsThem() {
        var ids = rows.records(2500);
        var run = rows.endedRun();
        rows.signedBatch(run, ids.subList(0, 1500));
        rows.signedBatch(run, ids.subList(1500, 2500));
        rows.records(1);

        var export = rest.get(PATH);

        assertThat(export.contentType()).startsWith("application/x-ndjson");
        var lines = export.text().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines).hasSize(2501);
        assertThat(lines.subList(0, 2500).stream()
                        .map(line -> line.get("recordId").asString()))
                .containsExactlyElementsOf(ids.stream().map(Object::toString).toList());
        assertThat(lines.getLast().toString()).isEqualTo("{\"end\":true,\"count\":2500}");
        assertThat(lines.get(1700)).isEqualTo(aloneWithoutItsTime(ids.get(1700)));
    }

    @Test
    void anExportThatFailsOnTheWayIsCutOff() {
        var ids = rows.records(3000);
        var run = rows.endedRun();
        rows.signedBatch(run, ids.subList(0, 2900));
        var broken = rows.signedBatch(run, ids.subList(2900, 3000));
        rows.jdbc()
                .sql("UPDATE batch SET algorithm = 'unheard of' WHERE id = :id")
                .param("id", broken)
                .update();

        assertThatThrownBy(() -> rest.get(PATH)).hasCauseInstanceOf(IOException.class);
    }

    private JsonNode aloneWithoutItsTime(long id) {
        var alone = rest.get("/api/v1/records/" + id + "/signature").json().asObject();
        alone.remove("signedAt");
        return alone;
    }
}
