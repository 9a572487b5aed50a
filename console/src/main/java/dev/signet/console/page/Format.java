package dev.signet.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them; format.js writes the same. Times are UTC here, and local once a script runs. */
public final class Format {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NONE = "–";

    public String count(@Nullable Number number) {
        return number == null ? NONE : String.format(Locale.ROOT, "%,d", number.longValue());
    }

    public String percent(double percent) {
        return String.format(Locale.ROOT, "%.1f", percent);
    }

    public String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,d", Math.round(perSecond));
    }

    /** Three honest states: it goes on, nobody knows yet, it is over. */
    public String eta(@Nullable Long seconds, String state) {
        if (!state.equals("RUNNING") && !state.equals("STALLED")) {
            return NONE;
        }
        return seconds == null ? "calculating…" : duration(seconds.doubleValue());
    }

    public String duration(double seconds) {
        var rest = Duration.ofMillis((long) (Math.max(0, seconds) * 1000));
        if (rest.toMinutes() == 0) {
            return rest.toSeconds() < 10
                    ? String.format(Locale.ROOT, "%.1f s", rest.toMillis() / 1000.0)
                    : rest.toSeconds() + " s";
        }
        return rest.toHours() == 0
                ? "%d min %02d s".formatted(rest.toMinutes(), rest.toSecondsPart())
                : "%d h %02d min".formatted(rest.toHours(), rest.toMinutesPart());
    }

    public String millis(long millis) {
        return millis < 1000 ? millis + " ms" : duration(millis / 1000.0);
    }

    public String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
    }

    public String time(@Nullable Instant time) {
        return time == null ? NONE : TIME.format(time) + " UTC";
    }

    public String dayAndTime(@Nullable Instant time) {
        return time == null ? NONE : DAY_AND_TIME.format(time) + " UTC";
    }

    /** A key's id is 43 characters long; its beginning tells it from the others. */
    public String shortened(@Nullable String id) {
        return id == null ? NONE : id.length() <= 12 ? id : id.substring(0, 10) + "…";
    }

    /** RUNNING as running, COMPLETED_WITH_QUARANTINE as completed with quarantine. */
    public String words(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
