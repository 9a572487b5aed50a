package dev.signet.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A header line with the fields' names, then one line for each thing (RFC 4180, with the line ends of Unix). */
final class Csv implements Listing {
    private final PrintStream out;
    private final List<Column> columns;

    Csv(PrintStream out, List<Column> columns) {
        this.out = out;
        this.columns = columns;
        line(columns.stream().map(Column::field).toList());
    }

    @Override
    public void add(List<JsonNode> things) {
        things.forEach(
                thing -> line(columns.stream().map(column -> column.raw(thing)).toList()));
    }

    private void line(List<String> fields) {
        out.print(fields.stream().map(Csv::quoted).collect(Collectors.joining(",")) + "\n");
    }

    private static String quoted(String field) {
        return field.matches("[^\",\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        out.flush();
    }
}
