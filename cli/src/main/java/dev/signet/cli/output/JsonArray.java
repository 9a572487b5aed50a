package dev.signet.cli.output;

import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One JSON array of all things, one in a line, as the server gave them. */
final class JsonArray implements Listing {
    private final PrintStream out;
    private String before = "[\n";

    JsonArray(PrintStream out) {
        this.out = out;
    }

    @Override
    public void add(List<JsonNode> things) {
        for (var thing : things) {
            out.print(before + thing);
            before = ",\n";
        }
    }

    @Override
    public void close() {
        out.print(before.startsWith(",") ? "\n]\n" : "[]\n");
        out.flush();
    }
}
