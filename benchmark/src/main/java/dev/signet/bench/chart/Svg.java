package dev.signet.bench.chart;

import java.util.Locale;

/** Writes the few elements that charts are made of. */
final class Svg {
    static final String[] COLOURS = {
        "#2f6fdb", "#d9822b", "#2e9e6b", "#8e59c4", "#c23b52", "#5b7083", "#a08a1a", "#3aa0b8"
    };
    private static final String GREY = "#808a94";

    private final StringBuilder text = new StringBuilder();
    private final int width;

    Svg(int width) {
        this.width = width;
    }

    void line(double x1, double y1, double x2, double y2) {
        add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-opacity='.35'/>", x1, y1, x2, y2, GREY);
    }

    void bar(double x, double y, double length, double height, String colour) {
        add("<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='2' fill='%s'/>", x, y, length, height, colour);
    }

    void polyline(String points, String colour) {
        add("<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>", points, colour);
    }

    void dot(double x, double y, String colour) {
        add("<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", x, y, colour);
    }

    /** @param anchor start, middle or end */
    void text(double x, double y, String anchor, String words) {
        add("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, escaped(words));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void add(String format, Object... values) {
        text.append(format.formatted(values).replace('\'', '"')).append('\n');
    }

    /** The whole picture. */
    String of(double height) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %.0f" font-family="system-ui, sans-serif" font-size="12" fill="%s">
                %s</svg>
                """.formatted(width, height, GREY, text);
    }

    /** A number as people write it, with three digits that count. */
    static String number(double value) {
        if (value >= 1_000_000) {
            return trimmed(value / 1_000_000) + "M";
        }
        return value >= 1_000 ? trimmed(value / 1_000) + "k" : trimmed(value);
    }

    private static String trimmed(double value) {
        return String.format(Locale.ROOT, "%.3g", value)
                .replaceFirst("(\\.\\d*?)0+$", "$1")
                .replaceFirst("\\.$", "");
    }
}
