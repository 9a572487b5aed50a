package dev.signet.cli.output;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The option by which everything that lists or shows is told in which form. */
public final class Output {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.Names.class,
            description = "${COMPLETION-CANDIDATES} (default: table)")
    private Format format = Format.TABLE;

    public Format format() {
        return format;
    }

    public boolean isTable() {
        return format == Format.TABLE;
    }

    public Listing listing(PrintStream out, List<Column> columns) {
        return Listing.to(out, format, columns);
    }

    /** One thing: for people a line for each of its columns that there is something to say about. */
    public void show(PrintStream out, JsonNode thing, List<Column> columns) {
        switch (format) {
            case TABLE -> showTo(out, thing, columns);
            case JSON -> out.println(thing.toPrettyString());
            case NDJSON, CSV -> {
                try (var listing = listing(out, columns)) {
                    listing.add(List.of(thing));
                }
            }
        }
        out.flush();
    }

    private static void showTo(PrintStream out, JsonNode thing, List<Column> columns) {
        var width = columns.stream()
                .mapToInt(column -> column.title().length())
                .max()
                .orElse(0);
        columns.stream()
                .filter(column -> !thing.at("/" + column.field()).isMissingNode())
                .forEach(
                        column -> out.println(("%-" + width + "s  %s").formatted(column.title(), column.shown(thing))));
    }
}
