package dev.signet.cli.output;

import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One thing in a line, as the server gave it. */
record JsonLines(PrintStream out) implements Listing {
    @Override
    public void add(List<JsonNode> things) {
        things.forEach(thing -> out.print(thing + "\n"));
    }

    @Override
    public void close() {
        out.flush();
    }
}
