package dev.signet.console.page;

import dev.signet.console.page.Views.IntakeRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Rows of one type as a page shows them: a column for each of their fields. Either as they came, or with the equal values of one field together.
 *
 * @param columns the fields' names
 * @param masked those of them whose values are masked
 * @param groups in the order of their newest rows
 */
record IntakeTable(List<String> columns, List<String> masked, List<Group> groups) {
    private static final int LONGEST = 40;
    private static final int LONGEST_TITLE = 500;
    private static final String ENCRYPTED = "e\\d+\\.[A-Za-z0-9_-]{40,}";

    /** @param by what its rows have in common; null for all rows as they came */
    record Group(@Nullable Cell by, List<Row> rows) {}

    record Row(String recordId, Instant occurredAt, String status, List<Cell> cells) {}

    /**
     * A value.
     *
     * @param text so much of it as there is room for
     * @param seen how often it has come; null if it is not masked
     */
    record Cell(
            String field,
            String text,
            String title,
            @Nullable Long seen) {
        public boolean isMasked() {
            return seen != null;
        }
    }

    /**
     * @param time the field that is the rows' time, which has a column of its own
     * @param group the field by which they stand together; null if they do not
     */
    static IntakeTable of(List<IntakeRow> rows, @Nullable String time, @Nullable String group) {
        var fields = fields(rows);
        if (time != null) {
            fields.remove(time);
        }
        var masked = fields.stream()
                .filter(field -> rows.stream().anyMatch(row -> row.seen().containsKey(field)))
                .toList();
        if (group == null || !fields.remove(group)) {
            return new IntakeTable(
                    List.copyOf(fields),
                    masked,
                    rows.isEmpty() ? List.of() : List.of(new Group(null, shown(rows, fields))));
        }
        return new IntakeTable(List.copyOf(fields), masked, groups(rows, fields, group));
    }

    private static SequencedSet<String> fields(List<IntakeRow> rows) {
        var fields = new LinkedHashSet<String>();
        rows.forEach(row -> fields.addAll(row.fields().keySet()));
        return fields;
    }

    private static List<Group> groups(List<IntakeRow> rows, SequencedSet<String> fields, String group) {
        var byValue = new LinkedHashMap<String, List<IntakeRow>>();
        rows.forEach(row -> byValue.computeIfAbsent(text(row.fields().get(group)), _ -> new ArrayList<>())
                .add(row));
        return byValue.values().stream()
                .map(equal -> new Group(cell(equal.getFirst(), group), shown(equal, fields)))
                .toList();
    }

    private static List<Row> shown(List<IntakeRow> rows, SequencedSet<String> fields) {
        return rows.stream()
                .map(row -> new Row(
                        row.recordId(),
                        row.occurredAt(),
                        row.status(),
                        fields.stream().map(field -> cell(row, field)).toList()))
                .toList();
    }

    private static Cell cell(IntakeRow row, String field) {
        var value = text(row.fields().get(field));
        var seen = row.seen().get(field);
        if (seen == null && value.matches(ENCRYPTED)) {
            return new Cell(field, "encrypted", "to the recovery key", null);
        }
        var shown = seen == null ? cut(value, LONGEST) : new Format().shortened(value);
        return new Cell(field, shown, cut(value, LONGEST_TITLE), seen);
    }

    private static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        return value.isString() ? value.asString() : value.toString();
    }

    private static String cut(String value, int longest) {
        if (value.length() <= longest) {
            return value;
        }
        var end = Character.isHighSurrogate(value.charAt(longest - 1)) ? longest - 1 : longest;
        return value.substring(0, end) + "…";
    }
}
