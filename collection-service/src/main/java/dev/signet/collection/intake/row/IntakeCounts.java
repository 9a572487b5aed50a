package dev.signet.collection.intake.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What became of the messages of each type, and how often each masked value was seen. */
@Repository
public class IntakeCounts {
    // Sorted, so that two services wait for each other in one order.
    private static final String ADD = """
            INSERT INTO intake_count (type, stored, duplicates, parked)
            SELECT type, stored, duplicates, parked
              FROM unnest(:types::text[], :stored::bigint[], :duplicates::bigint[], :parked::bigint[])
                   AS added (type, stored, duplicates, parked)
             ORDER BY type
            ON CONFLICT (type) DO UPDATE
               SET stored = intake_count.stored + excluded.stored,
                   duplicates = intake_count.duplicates + excluded.duplicates,
                   parked = intake_count.parked + excluded.parked
            """;

    private static final String SEE = """
            INSERT INTO intake_value (type, field, value, seen)
            SELECT type, field, value, count(*)
              FROM unnest(:types::text[], :fields::text[], :values::text[]) AS seen (type, field, value)
             GROUP BY type, field, value
             ORDER BY type, field, value
            ON CONFLICT (type, field, value) DO UPDATE SET seen = intake_value.seen + excluded.seen
            """;

    private static final String ALL = """
            SELECT type, stored + duplicates + parked AS received, stored, duplicates, parked FROM intake_count ORDER BY type
            """;

    private final JdbcClient jdbc;

    IntakeCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Added(long stored, long duplicates, long parked) {
        Added plus(Added other) {
            return new Added(stored + other.stored, duplicates + other.duplicates, parked + other.parked);
        }
    }

    /**
     * A group was taken in, in the transaction that does so.
     *
     * @param all of the group
     * @param fresh those that are stored; the others had been before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stored(List<TypedRow> all, List<TypedRow> fresh) {
        see(fresh);
        var added = new TreeMap<String, Added>();
        all.forEach(row -> added.merge(row.type(), new Added(0, 1, 0), Added::plus));
        fresh.forEach(row -> added.merge(row.type(), new Added(1, -1, 0), Added::plus));
        add(added);
    }

    /** Messages of these types were put aside; one name for each message. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void parked(List<String> types) {
        var added = new TreeMap<String, Added>();
        types.forEach(type -> added.merge(type, new Added(0, 0, 1), Added::plus));
        add(added);
    }

    private void add(Map<String, Added> added) {
        if (added.isEmpty()) {
            return;
        }
        jdbc.sql(ADD)
                .param("types", added.keySet().toArray(String[]::new))
                .param("stored", added.values().stream().map(Added::stored).toArray(Long[]::new))
                .param(
                        "duplicates",
                        added.values().stream().map(Added::duplicates).toArray(Long[]::new))
                .param("parked", added.values().stream().map(Added::parked).toArray(Long[]::new))
                .update();
    }

    private void see(List<TypedRow> rows) {
        if (rows.stream().allMatch(row -> row.masked().isEmpty())) {
            return;
        }
        jdbc.sql(SEE)
                .param(
                        "types",
                        rows.stream()
                                .flatMap(row -> row.masked().stream().map(_ -> row.type()))
                                .toArray(String[]::new))
                .param("fields", masked(rows, MaskedValue::field))
                .param("values", masked(rows, MaskedValue::code))
                .update();
    }

    private static String[] masked(List<TypedRow> rows, Function<MaskedValue, String> part) {
        return rows.stream().flatMap(row -> row.masked().stream()).map(part).toArray(String[]::new);
    }

    /** Types of which messages have come. */
    Map<String, IntakeSummary> all() {
        var all = new HashMap<String, IntakeSummary>();
        jdbc.sql(ALL)
                .query((row, _) -> new IntakeSummary(
                        row.getString("type"),
                        row.getLong("received"),
                        row.getLong("stored"),
                        row.getLong("duplicates"),
                        row.getLong("parked"),
                        Optional.empty()))
                .list()
                .forEach(summary -> all.put(summary.type(), summary));
        return all;
    }
}
