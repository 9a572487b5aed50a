package dev.signet.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
    private static final long KILO = 1000;
    private static final String UNITS = "kMGT";

    /** {@code 100,000}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 1 record}, {@code 2 records}. */
    public static String count(long n, String noun) {
        var plural = noun.endsWith("ch") ? noun + "es" : noun + "s";
        return count(n) + " " + (n == 1 ? noun : plural);
    }

    /** {@code 3,412/s}. */
    public static String rate(double perSecond) {
        return count(Math.max(0, Math.round(perSecond))) + "/s";
    }

    /** {@code 12.3 MB}. */
    public static String bytes(long n) {
        if (n < KILO) {
            return n + " B";
        }
        var amount = n / (double) KILO;
        var unit = 0;
        while (amount >= KILO && unit < UNITS.length() - 1) {
            amount /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", amount, UNITS.charAt(unit));
    }

    /** {@code 31.4s}: how long something took. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1fs", Math.max(0, duration.toMillis()) / 1000.0);
    }

    /** {@code 31s}, {@code 4:05} or {@code 2:04:05}: how long something will take, no finer than anyone can know. */
    public static String about(Duration duration) {
        var seconds = Math.max(0, Math.ceilDiv(duration.toMillis(), 1000));
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    static String remaining(Estimate.Remaining remaining) {
        return switch (remaining) {
            case Estimate.Remaining.Calculating _ -> "calculating…";
            case Estimate.Remaining.Paused _ -> "paused";
            case Estimate.Remaining.About(var duration) -> "ETA " + about(duration);
        };
    }

    private Figures() {}
}
