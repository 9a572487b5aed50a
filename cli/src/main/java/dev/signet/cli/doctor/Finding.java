package dev.signet.cli.doctor;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param hint what to do about it
 */
record Finding(Level level, String check, String detail, Optional<String> hint) {
    enum Level {
        OK,
        WARN,
        FAIL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String detail) {
        return new Finding(Level.OK, check, detail, Optional.empty());
    }

    static Finding warn(String check, String detail, String hint) {
        return new Finding(Level.WARN, check, detail, Optional.of(hint));
    }

    static Finding fail(String check, String detail, String hint) {
        return new Finding(Level.FAIL, check, detail, Optional.of(hint));
    }
}
