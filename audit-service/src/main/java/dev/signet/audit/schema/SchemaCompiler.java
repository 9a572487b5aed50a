package dev.signet.audit.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes checkers of JSON Schemas (2020-12). References lead to within the schema, never to the network. */
@Component
class SchemaCompiler {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");

    // Whatever is checked, a schema that refers to nothing, or to itself on the spot, shows it.
    private static final List<String> ONE_OF_EACH = List.of("{}", "[]", "\"\"", "0", "true", "null");

    private final Schema metaSchema = registry().getSchema(SchemaLocation.of(DIALECT));

    /** Throws {@link NotASchema}. */
    Schema compile(String schema) {
        try {
            requireLocal(JSON.readTree(schema));
            var errors = metaSchema.validate(schema, InputFormat.JSON);
            if (!errors.isEmpty()) {
                throw new NotASchema(
                        "This is no JSON Schema: %s".formatted(errors.getFirst().getMessage()));
            }
            // a registry of its own: two types' schemas may bear one $id
            var compiled = registry().getSchema(schema, InputFormat.JSON);
            compiled.initializeValidators();
            return compiled;
        } catch (SchemaException | JacksonException | IllegalArgumentException e) {
            throw new NotASchema("This is no JSON Schema that can be used here: %s".formatted(reason(e)));
        }
    }

    /** Throws {@link NotASchema}, also for what would fail whatever is checked by it. */
    void requireUsable(String schema) {
        var compiled = compile(schema);
        try {
            ONE_OF_EACH.forEach(value -> compiled.validate(value, InputFormat.JSON));
        } catch (SchemaException e) {
            throw new NotASchema("This is no JSON Schema that can be used here: %s".formatted(reason(e)));
        } catch (StackOverflowError _) {
            throw new NotASchema("This schema refers to itself without an end.");
        }
    }

    // Of a pattern, say, that is none: the library tells it by the name of a class of Java's.
    private static String reason(RuntimeException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it cannot be read");
    }

    // Whoever registers a schema is not to have us fetch something.
    private static void requireLocal(JsonNode node) {
        for (var name : REFERENCES) {
            var reference = node.path(name);
            if (reference.isString() && !reference.asString().startsWith("#")) {
                throw new NotASchema(
                        "%s may only lead to within the schema itself, as in #/$defs/money.".formatted(name));
            }
        }
        var dialect = node.path("$schema");
        if (dialect.isString() && !dialect.asString().equals(DIALECT)) {
            throw new NotASchema("$schema must be %s, or left away.".formatted(DIALECT));
        }
        node.valueStream().forEach(SchemaCompiler::requireLocal);
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    }
}
