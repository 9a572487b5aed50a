package dev.signet.cli.output;

import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Things that are written as they come, however many there are. */
public interface Listing extends AutoCloseable {
    /** Some more of them. */
    void add(List<JsonNode> things);

    /** There are no more. */
    @Override
    void close();

    static Listing to(PrintStream out, Format format, List<Column> columns) {
        return switch (format) {
            case TABLE -> new Table(out, columns);
            case JSON -> new JsonArray(out);
            case NDJSON -> new JsonLines(out);
            case CSV -> new Csv(out, columns);
        };
    }
}
