package dev.signet.collection.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewsIT
class BrowseIT {
    private final Rest rest;
    private final Rows rows;

    @Autowired
    BrowseIT(Rest rest, Rows rows) {
        this.rest = rest;
        this.rows = rows;
    }

    @Test
    void batchesAreListedByStateInPages() {
        var ids = rows.records(8);
        var run = rows.endedRun();
        var deferred = List.of(
                rows.batch(run, "DEFERRED", ids.subList(0, 1)),
                rows.batch(run, "DEFERRED", ids.subList(1, 2)),
                rows.batch(run, "DEFERRED", ids.subList(2, 3)));
        var signed = rows.signedBatch(run, ids.subList(3, 8));

        assertThat(walk("/api/v1/batches?limit=1&state=DEFERRED"))
                .containsAll(deferred)
                .doesNotContain(signed);
        assertThat(walk("/api/v1/batches?limit=1&state=SIGNED"))
                .contains(signed)
                .doesNotContainAnyElementsOf(deferred);
        assertThat(walk("/api/v1/batches?limit=3"))
                .containsAll(deferred)
                .contains(signed)
                .isSorted();
    }

    @Test
    void batchesAreListedFromTheNewestOn() {
        var ids = rows.records(3);
        var run = rows.endedRun();
        var older = rows.batch(run, "DEFERRED", ids.subList(0, 1));
        var signed = rows.signedBatch(run, ids.subList(1, 2));
        var newer = rows.batch(run, "DEFERRED", ids.subList(2, 3));

        assertThat(walk("/api/v1/batches?limit=1&order=NEWEST&state=DEFERRED"))
                .startsWith(newer, older)
                .doesNotContain(signed);
        assertThat(walk("/api/v1/batches?limit=2&order=NEWEST")).startsWith(newer, signed, older);
        assertThat(rest.get("/api/v1/batches?order=SIDEWAYS").status()).isEqualTo(400);
    }

    @Test
    void aBatchShowsWhatItWasSignedWithOrWhyNot() {
        var ids = rows.records(3);
        var run = rows.endedRun();
        var signed = rest.get("/api/v1/batches/" + rows.signedBatch(run, ids.subList(0, 2)))
                .json();
        var quarantined = rest.get("/api/v1/batches/" + rows.batch(run, "QUARANTINED", ids.subList(2, 3)))
                .json();

        assertThat(signed.propertyNames())
                .containsExactly(
                        "id",
                        "runId",
                        "keyring",
                        "firstRecordId",
                        "lastRecordId",
                        "size",
                        "state",
                        "attempts",
                        "failures",
                        "expirations",
                        "keyId",
                        "token",
                        "leaseId",
                        "algorithm",
                        "signedAt",
                        "takenOff");
        assertThat(signed.get("runId").asString()).isEqualTo(Long.toString(run));
        assertThat(signed.get("size").asInt()).isEqualTo(2);
        assertThat(quarantined.get("lastError").asString()).isEqualTo("it cannot be signed");
        assertThat(quarantined.has("keyId")).isFalse();
        assertThat(quarantined.has("nextDispatchAt")).isFalse();
    }

    @Test
    void runsAreListedAndShownAlone() {
        var run = rows.endedRun();

        assertThat(walk("/api/v1/runs?limit=2")).contains(run).isSorted();
        var shown = rest.get("/api/v1/runs/" + run).json();
        assertThat(shown.get("id").asString()).isEqualTo(Long.toString(run));
        assertThat(shown.get("batchSize").asInt()).isEqualTo(10);
        assertThat(shown.get("state").asString()).isEqualTo("COMPLETED");
        assertThat(shown.get("completedAt").asString()).endsWith("Z");
        assertThat(rest.get("/api/v1/runs/99999999").status()).isEqualTo(404);
        assertThat(rest.get("/api/v1/batches/99999999").status()).isEqualTo(404);
    }

    private List<Long> walk(String path) {
        var seen = new ArrayList<Long>();
        var cursor = "";
        while (true) {
            var page = rest.get(path + cursor).json();
            page.get("items")
                    .forEach(item -> seen.add(Long.parseLong(item.get("id").asString())));
            if (!page.has("next")) {
                return seen;
            }
            cursor = "&cursor=" + page.get("next").asString();
        }
    }
}
