package dev.signet.console.page;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** One JSON value as text, its numbers as they were written: 12.50 does not become 12.5. */
final class AsWritten extends ValueDeserializer<String> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST_INDENTED = 16 << 10;
    private static final int MOST = 64 << 10;

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        var out = new StringWriter();
        try (var generator = JSON.createGenerator(out)) {
            copy(parser, generator);
        }
        return out.toString();
    }

    @Override
    public String getNullValue(DeserializationContext context) {
        return "null";
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return null;
    }

    /** With line breaks, for people to read; one that is large, without, and only its beginning. */
    static String indented(String value) {
        if (value.length() > LARGEST_INDENTED) {
            return value.length() > MOST ? value.substring(0, MOST) + "…" : value;
        }
        var out = new StringWriter();
        try (var parser = JSON.createParser(value);
                var generator = JSON.writerWithDefaultPrettyPrinter().createGenerator(out)) {
            parser.nextToken();
            copy(parser, generator);
        }
        return out.toString();
    }

    // The parser stands at the value; at its last token afterwards.
    private static void copy(JsonParser parser, JsonGenerator generator) {
        var depth = 0;
        while (true) {
            var token = parser.currentToken();
            if (token.isNumeric()) {
                generator.writeNumber(parser.getString());
            } else {
                generator.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
            parser.nextToken();
        }
    }
}
