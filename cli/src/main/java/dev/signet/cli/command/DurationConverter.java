package dev.signet.cli.command;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 90s}, {@code 5m} and {@code 1h}. */
public final class DurationConverter {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    public static Duration parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new TypeConversionException("'%s' is not a time like 90s or 5m".formatted(text));
        }
        var amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private DurationConverter() {}
}
