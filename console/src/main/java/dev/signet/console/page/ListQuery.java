package dev.signet.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What follows the path of a list: of a service's, or of a page. */
record ListQuery(String text) {
    static final ListQuery ALL = new ListQuery("");

    static ListQuery of(int limit) {
        return ALL.and("limit", Integer.toString(limit));
    }

    /** Of what somebody has typed: what surrounds it was not meant, and blank is nothing. */
    static @Nullable String typed(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    public ListQuery and(String name, @Nullable String value) {
        return value == null || value.isBlank()
                ? this
                : new ListQuery("%s%s%s=%s".formatted(text, text.isEmpty() ? '?' : '&', name, encoded(value)));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text;
    }
}
