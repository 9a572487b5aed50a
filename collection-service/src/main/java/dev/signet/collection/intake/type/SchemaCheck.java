package dev.signet.collection.intake.type;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A JSON Schema (2020-12). It says where and what is wrong in the schema's own words alone: what a validator says may quote what it found. */
final class SchemaCheck {
    private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");

    private final Schema schema;
    private final Set<String> names = new HashSet<>();

    private SchemaCheck(JsonNode schema) {
        // a registry of its own: two types' schemas may bear one $id
        this.schema = registry().getSchema(schema);
        this.schema.initializeValidators();
        collectNames(schema);
    }

    /** Throws {@link NotAType}. */
    static SchemaCheck of(JsonNode schema) {
        try {
            requireLocal(schema);
            var errors = registry().getSchema(SchemaLocation.of(DIALECT)).validate(schema.toString(), InputFormat.JSON);
            if (!errors.isEmpty()) {
                throw new NotAType("its schema is no JSON Schema: " + errors.getFirst());
            }
            return new SchemaCheck(schema);
        } catch (SchemaException | IllegalArgumentException e) {
            throw new NotAType("its schema cannot be used: " + e.getMessage());
        }
    }

    Optional<Violation> violation(JsonNode message) {
        try {
            return schema.validate(message).stream().findFirst().map(this::told);
        } catch (SchemaException | StackOverflowError _) {
            return Optional.of(new Violation("", "leads its type's schema to no end, or to nothing"));
        }
    }

    private Violation told(Error error) {
        var at = pointer(error.getInstanceLocation());
        return switch (error.getKeyword()) {
            case "required" -> new Violation(at + "/" + shown(String.valueOf(error.getProperty())), "is missing");
            case "additionalProperties", "unevaluatedProperties" ->
                new Violation(at, "has a field that its type does not know");
            case "type" -> new Violation(at, "is of another kind than its type wants");
            default -> new Violation(at, "does not meet \"%s\" of its type".formatted(error.getKeyword()));
        };
    }

    private String pointer(NodePath path) {
        return IntStream.range(0, path.getNameCount())
                .mapToObj(step -> "/" + shown(path.getElement(step)))
                .collect(Collectors.joining());
    }

    // A name that only the message has may be anything.
    private String shown(Object step) {
        return step instanceof Integer || names.contains(step.toString())
                ? step.toString().replace("~", "~0").replace("/", "~1")
                : "*";
    }

    private void collectNames(JsonNode node) {
        names.addAll(node.path("properties").propertyNames());
        node.path("required").valueStream().filter(JsonNode::isString).forEach(name -> names.add(name.asString()));
        node.valueStream().forEach(this::collectNames);
    }

    // A schema is not to have us fetch something.
    private static void requireLocal(JsonNode node) {
        for (var name : REFERENCES) {
            var reference = node.path(name);
            if (reference.isString() && !reference.asString().startsWith("#")) {
                throw new NotAType("%s may only lead to within its schema itself".formatted(name));
            }
        }
        var dialect = node.path("$schema");
        if (dialect.isString() && !dialect.asString().equals(DIALECT)) {
            throw new NotAType("$schema must be %s, or left away".formatted(DIALECT));
        }
        node.valueStream().forEach(SchemaCheck::requireLocal);
    }

    private static SchemaRegistry registry() {
        var asserting =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(asserting));
    }
}
