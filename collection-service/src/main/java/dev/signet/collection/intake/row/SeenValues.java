package dev.signet.collection.intake.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** How often masked values were seen. */
@Repository
class SeenValues {
    private static final Pattern MASKED = Pattern.compile("h\\d+\\.[A-Za-z0-9_-]{43}");

    // index: intake_value's primary key
    private static final String COUNTS = """
            SELECT wanted.field, wanted.value, v.seen
              FROM unnest(:fields::text[], :values::text[]) AS wanted (field, value)
             CROSS JOIN LATERAL (SELECT seen
                                   FROM intake_value
                                  WHERE type = :type AND field = wanted.field AND value = wanted.value) v
            """;

    private final JdbcClient jdbc;

    SeenValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The counts of all masked values in these. */
    Map<MaskedValue, Long> of(String type, List<JsonNode> rows) {
        var wanted = rows.stream().flatMap(SeenValues::masked).distinct().toList();
        var counts = new HashMap<MaskedValue, Long>();
        if (!wanted.isEmpty()) {
            jdbc.sql(COUNTS)
                    .param("type", type)
                    .param("fields", wanted.stream().map(MaskedValue::field).toArray(String[]::new))
                    .param("values", wanted.stream().map(MaskedValue::code).toArray(String[]::new))
                    .query(row -> {
                        counts.put(
                                new MaskedValue(row.getString("field"), row.getString("value")), row.getLong("seen"));
                    });
        }
        return counts;
    }

    /** Those of one row, by field. */
    static Map<String, Long> in(JsonNode row, Map<MaskedValue, Long> counts) {
        var seen = new HashMap<String, Long>();
        masked(row).filter(counts::containsKey).forEach(value -> seen.put(value.field(), counts.get(value)));
        return seen;
    }

    private static Stream<MaskedValue> masked(JsonNode row) {
        return row.propertyStream()
                .filter(field -> field.getValue().isString()
                        && MASKED.matcher(field.getValue().asString()).matches())
                .map(field -> new MaskedValue(field.getKey(), field.getValue().asString()));
    }
}
