package dev.signet.cli.output;

import dev.signet.cli.progress.Figures;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/**
 * What a table or a CSV file shows of each thing.
 *
 * @param field its name in the thing's JSON; with slashes where it lies deeper
 */
public record Column(String title, String field, Kind kind) {
    private static final String NOTHING = "-";

    /** How people like to read it. */
    public enum Kind {
        TEXT,
        NUMBER,
        TIME
    }

    public static Column text(String title, String field) {
        return new Column(title, field, Kind.TEXT);
    }

    public static Column number(String title, String field) {
        return new Column(title, field, Kind.NUMBER);
    }

    public static Column time(String title, String field) {
        return new Column(title, field, Kind.TIME);
    }

    /** For programs: what the server said; empty for what it did not say. */
    String raw(JsonNode thing) {
        var value = thing.at("/" + field);
        return value.isContainer() ? value.toString() : value.asString("");
    }

    /** For people; whatever stands in the value cannot move their cursor or change their colours. */
    String shown(JsonNode thing) {
        var value = thing.at("/" + field);
        if (value.isMissingNode() || value.isNull()) {
            return NOTHING;
        }
        return switch (kind) {
            case TEXT -> Printable.of(raw(thing));
            case NUMBER -> value.isIntegralNumber() ? Figures.count(value.asLong()) : Printable.of(raw(thing));
            case TIME -> wholeSeconds(raw(thing));
        };
    }

    private static String wholeSeconds(String time) {
        try {
            return Instant.parse(time).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException e) {
            return Printable.of(time);
        }
    }
}
