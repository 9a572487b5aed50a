package dev.signet.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** What surrounds it was not meant, and blank is nothing. */
    EventSearch {
        type = stripped(type);
        source = stripped(source);
        subject = stripped(subject);
        actor = stripped(actor);
        outcome = stripped(outcome);
        from = stripped(from);
        to = stripped(to);
        data = stripped(data);
    }

    private static @Nullable String stripped(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    public boolean isEmpty() {
        return typed().isEmpty();
    }

    /** As audit-service takes it; throws {@link NotASearch}. */
    ListQuery query(@Nullable String cursor) {
        var query = ListQuery.of(ROWS)
                .and("type", type)
                .and("source", source)
                .and("subject", subject)
                .and("actor", actor)
                .and("outcome", outcome)
                .and("from", TypedTime.read("from", from))
                .and("to", TypedTime.read("to", to))
                .and("cursor", cursor);
        for (var condition : conditions()) {
            query = query.and(encoded(DATA + condition.path()), condition.value());
        }
        return query;
    }

    /** The page that these are on, relative to the console's own path. */
    public String page(@Nullable String cursor) {
        var all = new ArrayList<String>();
        var typed = typed();
        if (cursor != null) {
            typed.put("cursor", cursor);
        }
        typed.forEach((name, value) -> all.add(name + "=" + encoded(value)));
        return all.isEmpty() ? "audit" : "audit?" + String.join("&", all);
    }

    private LinkedHashMap<String, String> typed() {
        var typed = new LinkedHashMap<String, String>();
        put(typed, "type", type);
        put(typed, "source", source);
        put(typed, "subject", subject);
        put(typed, "actor", actor);
        put(typed, "outcome", outcome);
        put(typed, "from", from);
        put(typed, "to", to);
        put(typed, "data", data);
        return typed;
    }

    private static void put(LinkedHashMap<String, String> typed, String name, @Nullable String value) {
        if (value != null) {
            typed.put(name, value);
        }
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
