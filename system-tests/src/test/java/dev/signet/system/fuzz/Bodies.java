package dev.signet.system.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;

/** JSON for a schema. A sound one is of that form throughout; else any part of it may be something else. */
final class Bodies {
    private static final int DEEP = 10_000;

    private final String path;
    private final int hostility;

    private Bodies(String path, int hostility) {
        this.path = path;
        this.hostility = hostility;
    }

    static Arbitrary<String> sound(Route route, JsonNode schema) {
        return new Bodies(route.path(), 0).json("", schema);
    }

    static Arbitrary<String> hostile(Route route, JsonNode schema) {
        return new Bodies(route.path(), 1).json("", schema);
    }

    private Arbitrary<String> json(String name, JsonNode schema) {
        var fitting = fitting(name, schema);
        return hostility == 0 ? fitting : Arbitraries.frequencyOf(Tuple.of(7, fitting), Tuple.of(hostility, odd()));
    }

    private Arbitrary<String> fitting(String name, JsonNode schema) {
        return switch (schema.path("type").asString("string")) {
            case "object" -> object(schema.path("properties"));
            case "array" ->
                json(name, schema.path("items")).list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
            case "string" -> Values.sound(name, path, schema).map(Bodies::quoted);
            default -> Values.sound(name, path, schema);
        };
    }

    private Arbitrary<String> object(JsonNode properties) {
        return Statements.in(properties)
                .map(statement -> Arbitraries.frequencyOf(
                        Tuple.of(3, object(properties, statement.fields(), List.of(statement.genuine()))),
                        Tuple.of(1, object(properties, Set.of(), List.of()))))
                .orElseGet(() -> object(properties, Set.of(), List.of()));
    }

    private Arbitrary<String> object(JsonNode properties, Set<String> without, List<Arbitrary<String>> instead) {
        var fields = new ArrayList<Arbitrary<List<String>>>();
        instead.forEach(field -> fields.add(field.map(List::of)));
        properties.properties().stream()
                .filter(field -> !without.contains(field.getKey()))
                .forEach(field -> fields.add(field(field.getKey(), field.getValue())));
        if (hostility > 0) {
            fields.add(Arbitraries.frequencyOf(
                    Tuple.of(8, Arbitraries.just(List.<String>of())),
                    Tuple.of(1, odd().map(value -> List.of("\"fieldOfTheFuture\":" + value))),
                    Tuple.of(1, Values.oddText().map(text -> List.of(quoted(text) + ":1")))));
        }
        return Combinators.combine(fields)
                .as(parts -> parts.stream().flatMap(List::stream).collect(Collectors.joining(",", "{", "}")));
    }

    /** Mostly there; now and then absent, or twice. What a message of ours must have is always there in a sound one. */
    private Arbitrary<List<String>> field(String name, JsonNode schema) {
        var value = json(name, schema).map(json -> quoted(name) + ":" + json);
        var isOptional = path.startsWith("/api");
        if (hostility == 0 && !isOptional) {
            return value.map(List::of);
        }
        return Arbitraries.frequencyOf(
                Tuple.of(8, value.map(List::of)),
                Tuple.of(isOptional ? 6 : 1, Arbitraries.just(List.of())),
                Tuple.of(hostility, value.list().ofSize(2)));
    }

    private static Arbitrary<String> odd() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of("null", "true", "[]", "{}", "[null]", "[[]]", "{\"\":null}", "\"\"")),
                Tuple.of(4, Values.oddNumber()),
                Tuple.of(4, Values.oddText().map(Bodies::quoted)),
                Tuple.of(1, Arbitraries.of("[", "{\"a\":").map(open -> open.repeat(DEEP))),
                Tuple.of(1, Arbitraries.just("[".repeat(DEEP) + "]".repeat(DEEP))),
                Tuple.of(
                        1,
                        Arbitraries.of("\"\\ud800\"", "\"\\u0000\"", "\"\\x\"", "'a'", "undefined", "/**/", "\"\t\"")));
    }

    /** As JSON writes it; a NUL is escaped, so that it is a legal text that holds one, and half a surrogate stays what it is. */
    static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (var c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
