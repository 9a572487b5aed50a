package dev.signet.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query of a list, for the services and for the links between its pages. */
record ListQuery(StringBuilder text) {
    static ListQuery of(int limit) {
        return new ListQuery(new StringBuilder("?limit=").append(limit));
    }

    ListQuery and(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            text.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
