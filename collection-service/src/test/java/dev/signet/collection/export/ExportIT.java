package dev.signet.collection.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ViewsIT
class ExportIT {
    private static final String PATH = "/api/v1/exports/signatures.ndjson";

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Test
    void everySignatureIsALineWithTheSameFieldsAsAloneAndTheLastLineCountsThem() {
        var ids = rows.records(2500);
        var run = rows.endedRun();
        rows.signedBatch(run, ids.subList(0, 1500));
        rows.signedBatch(run, ids.subList(1500, 2500));
        rows.records(1);
        var before = rows.told("dev.signet.export.made").size();

        var export = rest.get(PATH);

        assertThat(export.contentType()).as(export.text()).startsWith("application/x-ndjson");
        assertThat(rows.told("dev.signet.export.made"))
                .hasSize(before + 1)
                .last()
                .isEqualTo("signatures.ndjson");
        var lines = export.text().lines().map(JsonMapper.shared()::readTree).toList();
        var ours = lines.stream()
                .filter(line -> line.has("recordId")
                        && Long.parseLong(line.get("recordId").asString()) >= ids.getFirst())
                .toList();
        assertThat(ours.stream().map(line -> line.get("recordId").asString()))
                .containsExactlyElementsOf(ids.stream().map(Object::toString).toList());
        assertThat(ours.get(1700)).isEqualTo(alone(ids.get(1700)));
        assertThat(lines.getLast().toString()).isEqualTo("{\"end\":true,\"count\":" + (lines.size() - 1) + "}");
    }

    @Test
    void anExportThatFailsOnTheWayIsCutOff() {
        var ids = rows.records(3000);
        var run = rows.endedRun();
        rows.signedBatch(run, ids.subList(0, 2900));
        var broken = rows.signedBatch(run, ids.subList(2900, 3000));
        setAlgorithm(broken, "unheard of");
        try {
            assertThatThrownBy(() -> rest.get(PATH)).hasCauseInstanceOf(IOException.class);
        } finally {
            setAlgorithm(broken, "Ed25519");
        }
    }

    private void setAlgorithm(long batch, String algorithm) {
        rows.jdbc()
                .sql("UPDATE batch SET algorithm = :algorithm WHERE id = :id")
                .param("algorithm", algorithm)
                .param("id", batch)
                .update();
    }

    private JsonNode alone(long id) {
        return rest.get("/api/v1/records/" + id + "/signature").json();
    }
}
