package dev.signet.collection.intake.type;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A kind of message: its name, what it looks like, and what becomes of each of its fields. A field that it does not name is dropped. */
public final class IntakeType {
    // one name twice: readers differ in which they take; numbers keep every digit
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final int LARGEST_EXPONENT = 400;

    private final String name;
    private final SequencedMap<String, FieldRule> fields;
    private final Search search;
    private final SchemaCheck schema;

    IntakeType(String name, Map<String, FieldRule> fields, Search search, SchemaCheck schema) {
        this.name = name;
        this.fields = new LinkedHashMap<>(fields);
        this.search = search;
        this.schema = schema;
    }

    /** Which fields rows are found by; the value that is stored is what they are found by. */
    public record Search(Optional<String> user, Optional<String> device, Optional<String> time) {}

    /** What a message's body is. */
    public sealed interface Reading {
        record Valid(ObjectNode message) implements Reading {}

        record Invalid(Violation violation) implements Reading {}
    }

    public String name() {
        return name;
    }

    /** In the order in which they are stored. */
    public SequencedMap<String, FieldRule> fields() {
        return fields;
    }

    public Search search() {
        return search;
    }

    public Reading read(byte[] body) {
        try {
            return JSON.readTree(body) instanceof ObjectNode message ? checked(message) : invalid("is no JSON object");
        } catch (JacksonException e) {
            var place = e.getLocation();
            return invalid(
                    place == null
                            ? "is no well-formed JSON"
                            : "is no well-formed JSON: see line %d, column %d"
                                    .formatted(place.getLineNr(), place.getColumnNr()));
        }
    }

    private Reading checked(ObjectNode message) {
        if (hasHugeNumber(message)) {
            return invalid("has a number with an exponent beyond %d".formatted(LARGEST_EXPONENT));
        }
        return schema.violation(message).<Reading>map(Reading.Invalid::new).orElseGet(() -> new Reading.Valid(message));
    }

    // 1e999999999 is short, and has a thousand million digits for whoever asks whether it is an integer.
    private static boolean hasHugeNumber(JsonNode node) {
        return node.isBigDecimal()
                ? Math.abs((long) node.decimalValue().scale()) > LARGEST_EXPONENT
                : node.valueStream().anyMatch(IntakeType::hasHugeNumber);
    }

    private static Reading invalid(String what) {
        return new Reading.Invalid(new Violation("", what));
    }
}
