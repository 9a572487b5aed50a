package dev.signet.cli.export;

import dev.signet.cli.bundle.RecordRange;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The batches that an export is about: all, or those of a range of records, which grows to hold each of them as a whole. */
final class Wanted {
    private static final String ALL = "api/v1/exports/signatures.ndjson";

    private Optional<RecordRange> range;

    Wanted(Optional<RecordRange> range) {
        this.range = range;
    }

    /** Batches come by id, and so those that were split before what they were split into. */
    boolean takes(JsonNode batch) {
        if (range.isEmpty()) {
            return true;
        }
        var first = batch.path("firstRecordId").asLong();
        var last = batch.path("lastRecordId").asLong();
        var isIn = range.get().overlaps(first, last);
        if (isIn) {
            range = Optional.of(range.get().with(first, last));
        }
        return isIn;
    }

    /** Where their signatures are, once all batches were shown. */
    String signatures() {
        return range.map(records -> ALL + "?from=%d&to=%d".formatted(records.first(), records.last()))
                .orElse(ALL);
    }
}
