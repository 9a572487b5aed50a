package dev.signet.collection.intake.type;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.collection.intake.mask.Normalization;
import dev.signet.collection.intake.type.IntakeType.Search;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An intake type as it is written down.
 *
 * @param name what messages of it say: {@code intake.<name>} is their {@code type}
 * @param fields what becomes of each field of a message
 * @param search which fields say whose it is, from which device, and when; each may be left away
 */
record TypeFile(
        @Nullable String name,
        @Nullable Map<String, Field> fields,
        @Nullable SearchFields search,
        @Nullable JsonNode schema) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String NAME = "[a-z][a-z0-9-]{0,49}";

    record Field(
            @JsonProperty("do") @Nullable String what,
            @Nullable String as,
            @Nullable Boolean recoverable) {}

    record SearchFields(
            @Nullable String user,
            @Nullable String device,
            @Nullable String time) {}

    /** Throws {@link NotAType}. */
    static IntakeType read(byte[] json) {
        try {
            return JSON.readValue(json, TypeFile.class).toType();
        } catch (JacksonException e) {
            throw new NotAType(String.valueOf(e.getOriginalMessage()));
        }
    }

    private IntakeType toType() {
        if (name == null || !name.matches(NAME)) {
            throw new NotAType("its name must be of small letters, digits and hyphens");
        }
        if (fields == null || fields.isEmpty() || schema == null || !schema.isObject()) {
            throw new NotAType("it needs fields and a schema");
        }
        var rules = new LinkedHashMap<String, FieldRule>();
        fields.forEach((field, rule) -> rules.put(field, rule(field, rule)));
        return new IntakeType(name, rules, searched(rules), SchemaCheck.of(schema));
    }

    private static FieldRule rule(String field, Field written) {
        return switch (String.valueOf(written.what())) {
            case "keep" -> new FieldRule.Keep();
            case "drop" -> new FieldRule.Drop();
            case "encrypt" -> new FieldRule.Encrypt();
            case "mask" ->
                new FieldRule.Mask(normalization(field, written.as()), Boolean.TRUE.equals(written.recoverable()));
            default -> throw new NotAType("field %s must say keep, drop, encrypt or mask".formatted(field));
        };
    }

    private static Normalization normalization(String field, @Nullable String as) {
        try {
            return Normalization.valueOf((as == null ? "text" : as).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new NotAType("field %s can be masked as exact, text, caseless or ip".formatted(field));
        }
    }

    private Search searched(Map<String, FieldRule> rules) {
        if (search == null) {
            return new Search(Optional.empty(), Optional.empty(), Optional.empty());
        }
        Stream.of(search.user(), search.device())
                .filter(field -> field != null)
                .forEach(field -> require(rules, field, Set.of(FieldRule.Keep.class, FieldRule.Mask.class)));
        if (search.time() != null) {
            require(rules, search.time(), Set.of(FieldRule.Keep.class));
        }
        return new Search(
                Optional.ofNullable(search.user()),
                Optional.ofNullable(search.device()),
                Optional.ofNullable(search.time()));
    }

    private static void require(Map<String, FieldRule> rules, String field, Set<Class<?>> which) {
        var rule = rules.get(field);
        if (rule == null || !which.contains(rule.getClass())) {
            throw new NotAType("nothing can be found by %s, which is not kept%s"
                    .formatted(field, which.size() == 1 ? "" : " or masked"));
        }
    }
}
