package dev.signet.bench.chart;

import java.util.LinkedHashMap;
import java.util.Map;

/** Bars side by side, in groups: how long each contestant took. */
public final class BarChart {
    private static final int WIDTH = 840;
    private static final int LABELS = 250;
    private static final int NUMBERS = 70;
    private static final int ROW = 22;

    private final Map<String, Map<String, Double>> groups = new LinkedHashMap<>();
    private final String unit;

    public BarChart(String unit) {
        this.unit = unit;
    }

    public void add(String group, String name, double value) {
        groups.computeIfAbsent(group, _ -> new LinkedHashMap<>()).put(name, value);
    }

    public String svg() {
        var svg = new Svg(WIDTH);
        var longest = groups.values().stream()
                .flatMap(bars -> bars.values().stream())
                .mapToDouble(value -> value)
                .max()
                .orElse(1);
        var y = ROW;
        for (var group : groups.entrySet()) {
            svg.text(0, y, "start", group.getKey());
            y += ROW;
            for (var bar : group.getValue().entrySet()) {
                var length = bar.getValue() / longest * (WIDTH - LABELS - NUMBERS);
                var own = bar.getKey().startsWith("Signet");
                svg.text(LABELS - 8, y - 6, "end", bar.getKey());
                svg.bar(LABELS, y - 17, length, 14, own ? Svg.COLOURS[0] : Svg.COLOURS[5]);
                svg.text(LABELS + length + 6, y - 6, "start", Svg.number(bar.getValue()) + " " + unit);
                y += ROW;
            }
            y += ROW / 2;
        }
        return svg.of(y);
    }
}
