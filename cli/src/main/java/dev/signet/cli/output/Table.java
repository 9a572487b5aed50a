package dev.signet.cli.output;

import dev.signet.cli.output.Column.Kind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Columns under a heading. As wide as the first page asks for: later ones are written when the first are read already. */
final class Table implements Listing {
    private static final String GAP = "  ";

    private final PrintStream out;
    private final List<Column> columns;
    private int[] widths = {};

    Table(PrintStream out, List<Column> columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void add(List<JsonNode> things) {
        var rows = new ArrayList<List<String>>();
        things.forEach(thing ->
                rows.add(columns.stream().map(column -> column.shown(thing)).toList()));
        if (widths.length == 0 && !rows.isEmpty()) {
            rows.addFirst(columns.stream()
                    .map(column -> column.title().toUpperCase(Locale.ROOT))
                    .toList());
            widths = IntStream.range(0, columns.size())
                    .map(i -> rows.stream()
                            .mapToInt(row -> row.get(i).length())
                            .max()
                            .orElse(0))
                    .toArray();
        }
        rows.forEach(this::print);
    }

    private void print(List<String> row) {
        var line = new StringBuilder();
        for (var i = 0; i < row.size(); i++) {
            var space = " ".repeat(Math.max(0, widths[i] - row.get(i).length()));
            var text = row.get(i);
            line.append(i == 0 ? "" : GAP).append(columns.get(i).kind() == Kind.NUMBER ? space + text : text + space);
        }
        out.println(line.toString().stripTrailing());
    }

    @Override
    public void close() {
        out.flush();
    }
}
