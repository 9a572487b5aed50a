package dev.signet.collection.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ViewsIT
class RecordListsIT {
    private final Rest rest;
    private final Rows rows;

    @Autowired
    RecordListsIT(Rest rest, Rows rows) {
        this.rest = rest;
        this.rows = rows;
    }

    @Test
    void eachListHoldsTheRecordsOfItsStatusAndPagesThroughAll() {
        var ids = rows.records(40);
        var run = rows.endedRun();
        rows.signedBatch(run, ids.subList(0, 10));
        rows.batch(run, "DISPATCHED", ids.subList(10, 20));
        rows.batch(run, "SUPERSEDED", ids.subList(20, 22));
        rows.batch(run, "QUARANTINED", ids.subList(20, 21));
        rows.batch(run, "DEFERRED", ids.subList(21, 22));
        rows.batch(run, "PLANNED", ids.subList(22, 30));
        rows.everythingIsPlanned();
        var unplanned = rows.records(5);

        var unsigned = new ArrayList<>(ids.subList(10, 20));
        unsigned.addAll(ids.subList(21, 30));
        unsigned.addAll(unplanned);
        assertThat(walk("&status=SIGNED", ids.getFirst())).isEqualTo(ids.subList(0, 10));
        assertThat(walk("&status=QUARANTINED", ids.getFirst())).isEqualTo(ids.subList(20, 21));
        assertThat(walk("&status=UNSIGNED", ids.getFirst())).isEqualTo(unsigned);
        assertThat(walk("", ids.getFirst()))
                .containsAll(ids)
                .containsAll(unplanned)
                .isSorted();
    }

    @Test
    void aRecordSaysWhereItStandsAndWhatItHolds() {
        var ids = rows.records(3);
        var run = rows.endedRun();
        var batch = rows.signedBatch(run, ids.subList(0, 2));
        var quarantined = rows.batch(run, "QUARANTINED", ids.subList(2, 3));
        var planned = rows.records(1).getFirst();

        var signed = record(ids.get(1));
        assertThat(signed.get("id").asString()).isEqualTo(ids.get(1).toString());
        assertThat(signed.get("status").asString()).isEqualTo("SIGNED");
        assertThat(signed.get("batchId").asString()).isEqualTo(Long.toString(batch));
        assertThat(signed.get("keyId").asString()).isEqualTo(Rows.KEY);
        assertThat(signed.get("signedAt").asString()).endsWith("Z");
        assertThat(Base64.getUrlDecoder().decode(signed.get("payload").asString()))
                .isEqualTo(rows.payload(ids.get(1)));
        assertThat(record(ids.get(2)).get("status").asString()).isEqualTo("QUARANTINED");
        assertThat(record(ids.get(2)).get("batchId").asString()).isEqualTo(Long.toString(quarantined));
        assertThat(record(planned).get("status").asString()).isEqualTo("UNSIGNED");
        assertThat(record(planned).has("batchId")).isFalse();
        assertThat(record(planned).has("keyId")).isFalse();
    }

    private JsonNode record(long id) {
        return rest.get("/api/v1/records/" + id).json();
    }

    /** The ids that the list shows from this one on, in pages of seven. */
    private List<Long> walk(String status, long from) {
        var seen = new ArrayList<Long>();
        var cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(from - 1).getBytes(StandardCharsets.UTF_8));
        while (true) {
            var page = rest.get("/api/v1/records?limit=7&cursor=" + cursor + status)
                    .json();
            page.get("items")
                    .forEach(item -> seen.add(Long.parseLong(item.get("id").asString())));
            if (!page.has("next")) {
                return seen;
            }
            cursor = page.get("next").asString();
        }
    }
}
