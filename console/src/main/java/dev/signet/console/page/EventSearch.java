package dev.signet.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which audit events are looked for, as it was typed.
 *
 * @param type exactly, or the beginning of it and a star
 * @param from a point in time, as {@link TypedTime} reads it
 * @param data what is to stand in the events' data, such as {@code customerId=42 & external.id=C-981}
 */
record EventSearch(
        @Nullable String type,
        @Nullable String source,
        @Nullable String subject,
        @Nullable String actor,
        @Nullable String outcome,
        @Nullable String from,
        @Nullable String to,
        @Nullable String data) {
    private static final int ROWS = 50;
    private static final String DATA = "data.";

    EventSearch {
        type = ListQuery.typed(type);
        source = ListQuery.typed(source);
        subject = ListQuery.typed(subject);
        actor = ListQuery.typed(actor);
        outcome = ListQuery.typed(outcome);
        from = ListQuery.typed(from);
        to = ListQuery.typed(to);
        data = ListQuery.typed(data);
    }

    public boolean isEmpty() {
        return asTyped().equals(ListQuery.ALL);
    }

    /** As audit-service takes it; throws {@link NotASearch}. */
    ListQuery query(@Nullable String cursor) {
        var query = attributes(ListQuery.of(ROWS))
                .and("from", TypedTime.read("from", from))
                .and("to", TypedTime.read("to", to))
                .and("cursor", cursor);
        for (var condition : conditions()) {
            query = query.and(ListQuery.encoded(DATA + condition.path()), condition.value());
        }
        return query;
    }

    /** The page that these are on, relative to the console's own path. */
    public String page(@Nullable String cursor) {
        return "audit" + asTyped().and("cursor", cursor);
    }

    private ListQuery asTyped() {
        return attributes(ListQuery.ALL).and("from", from).and("to", to).and("data", data);
    }

    private ListQuery attributes(ListQuery query) {
        return query.and("type", type)
                .and("source", source)
                .and("subject", subject)
                .and("actor", actor)
                .and("outcome", outcome);
    }

    private record Condition(String path, String value) {}

    private List<Condition> conditions() {
        var conditions = new ArrayList<Condition>();
        for (var each : Objects.requireNonNullElse(data, "").split("&", -1)) {
            if (!each.isBlank()) {
                conditions.add(condition(each.strip()));
            }
        }
        return conditions;
    }

    private static Condition condition(String typed) {
        var sign = typed.indexOf('=');
        var path = sign < 0 ? "" : typed.substring(0, sign).strip();
        var value = typed.substring(sign + 1).strip();
        if (path.isEmpty() || value.isEmpty()) {
            throw new NotASearch(
                    "A value inside data is looked for as in customerId=42, and several as in customerId=42 & currency=EUR.");
        }
        return new Condition(path.startsWith(DATA) ? path.substring(DATA.length()) : path, value);
    }
}
