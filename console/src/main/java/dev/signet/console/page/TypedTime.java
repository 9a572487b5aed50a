package dev.signet.console.page;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** Points in time as people type them: a day, perhaps a time, perhaps a zone; UTC without one. */
final class TypedTime {
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter();

    /** As the services take it; null if nothing was typed. Throws {@link NotASearch}. */
    static @Nullable String read(String name, @Nullable String typed) {
        if (typed == null) {
            return null;
        }
        try {
            var time = typed.replaceFirst(" ?UTC$", "Z").replaceFirst(" ", "T");
            return OffsetDateTime.parse(time, FORM).toInstant().toString();
        } catch (DateTimeException e) {
            throw new NotASearch(
                    "The time %s is typed as in 2026-11-30, 2026-11-30 17:31 (UTC), or 2026-11-30T18:31:00+01:00."
                            .formatted(name));
        }
    }

    private TypedTime() {}
}
