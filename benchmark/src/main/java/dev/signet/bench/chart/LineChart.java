package dev.signet.bench.chart;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lines over a logarithmic axis: what becomes of a figure as something grows. */
public final class LineChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 40;
    private static final int STEPS = 4;

    private final Map<String, TreeMap<Double, Double>> lines = new LinkedHashMap<>();
    private final String xTitle;
    private final String yTitle;

    public LineChart(String xTitle, String yTitle) {
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    public void add(String line, double x, double y) {
        lines.computeIfAbsent(line, _ -> new TreeMap<>()).put(x, y);
    }

    public String svg() {
        var svg = new Svg(WIDTH);
        axes(svg);
        var number = 0;
        for (var line : lines.entrySet()) {
            var colour = Svg.COLOURS[number % Svg.COLOURS.length];
            svg.polyline(
                    line.getValue().entrySet().stream()
                            .map(point -> "%.1f,%.1f".formatted(x(point.getKey()), y(point.getValue())))
                            .collect(Collectors.joining(" ")),
                    colour);
            line.getValue().forEach((x, y) -> svg.dot(x(x), y(y), colour));
            svg.bar(LEFT + number * 220.0, TOP - 30, 10, 10, colour);
            svg.text(LEFT + number * 220.0 + 15, TOP - 21, "start", line.getKey());
            number++;
        }
        return svg.of(HEIGHT);
    }

    private void axes(Svg svg) {
        for (var i = 0; i <= STEPS; i++) {
            var value = largestY() * i / STEPS;
            svg.line(LEFT, y(value), WIDTH - RIGHT, y(value));
            svg.text(LEFT - 6, y(value) + 4, "end", Svg.number(value));
        }
        lines.values().stream()
                .flatMap(line -> line.keySet().stream())
                .distinct()
                .forEach(x -> svg.text(x(x), HEIGHT - BOTTOM + 16, "middle", Svg.number(x)));
        svg.text(WIDTH - RIGHT, HEIGHT - 6, "end", xTitle);
        svg.text(0, TOP - 8, "start", yTitle);
    }

    private double x(double value) {
        var smallest = Math.log(
                lines.values().stream().mapToDouble(TreeMap::firstKey).min().orElse(1));
        var largest = Math.log(
                lines.values().stream().mapToDouble(TreeMap::lastKey).max().orElse(1));
        var share = largest == smallest ? 0.5 : (Math.log(value) - smallest) / (largest - smallest);
        return LEFT + 20 + share * (WIDTH - LEFT - RIGHT - 40);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / largestY() * (HEIGHT - TOP - BOTTOM);
    }

    private double largestY() {
        return lines.values().stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(value -> value)
                .max()
                .orElse(1);
    }
}
