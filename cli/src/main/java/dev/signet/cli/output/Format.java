package dev.signet.cli.output;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** The forms that an answer can be written in. */
public enum Format {
    TABLE,
    JSON,
    NDJSON,
    CSV;

    /** As they are typed. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values())
                    .map(format -> format.name().toLowerCase(Locale.ROOT))
                    .iterator();
        }
    }
}
