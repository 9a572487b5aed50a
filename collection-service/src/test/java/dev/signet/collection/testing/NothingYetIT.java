package dev.signet.collection.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/** A service that nobody has used. */
@ViewsIT
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class NothingYetIT {
    private final Rest rest;

    @Autowired
    NothingYetIT(Rest rest) {
        this.rest = rest;
    }

    @Test
    void progressIsIdle() {
        var progress = rest.get("/api/v1/progress").json();

        assertThat(progress.get("state").asString()).isEqualTo("IDLE");
        assertThat(progress.has("runId")).isFalse();
        assertThat(progress.has("etaSeconds")).isFalse();
        assertThat(progress.get("records").toString())
                .isEqualTo("{\"total\":0,\"signed\":0,\"quarantined\":0,\"unplanned\":0}");
    }

    @Test
    void theExportSaysThatItIsEmpty() {
        assertThat(rest.get("/api/v1/exports/signatures.ndjson").text()).isEqualTo("{\"end\":true,\"count\":0}\n");
    }

    @Test
    void listsAreEmptyPages() {
        assertThat(rest.get("/api/v1/records").text()).isEqualTo("{\"items\":[]}");
        assertThat(rest.get("/api/v1/batches").text()).isEqualTo("{\"items\":[]}");
        assertThat(rest.get("/api/v1/runs").text()).isEqualTo("{\"items\":[]}");
    }
}
