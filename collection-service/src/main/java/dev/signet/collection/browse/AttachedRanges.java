package dev.signet.collection.browse;

import dev.signet.contract.RecordId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ranges of ids whose records and signatures are there; all others were taken off. */
record AttachedRanges(List<Range> ranges) {
    private static final String ALL = "SELECT first, past FROM attached_ranges()";

    /** @param past the first id behind it */
    record Range(long first, long past) {}

    static AttachedRanges read(JdbcClient jdbc) {
        return new AttachedRanges(jdbc.sql(ALL)
                .query((row, _) -> new Range(row.getLong("first"), row.getLong("past")))
                .list());
    }

    boolean contain(RecordId id) {
        return ranges.stream().anyMatch(range -> range.first() <= id.value() && id.value() < range.past());
    }
}
