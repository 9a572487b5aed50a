package dev.signet.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query of a list, as the services take it. */
record ListQuery(String text) {
    static ListQuery of(int limit) {
        return new ListQuery("?limit=" + limit);
    }

    ListQuery and(String name, @Nullable String value) {
        return value == null || value.isBlank()
                ? this
                : new ListQuery(text + "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text;
    }
}
