package dev.signet.console.upstream;

import dev.signet.platform.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which headers go through: all but those that belong to one connection (RFC 9110, 7.6.1), and what a browser says of itself. A token goes on, since the
 * service sees for itself whose it is; a service that knows nobody is told who it is.
 */
final class HandedOnHeaders {
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> NOT_ASKED =
            Set.of("host", "content-length", "expect", "cookie", Actor.HEADER.toLowerCase(Locale.ROOT));

    // Our own filter chain sets these for every answer.
    private static final Set<String> NOT_ANSWERED = Set.of(
            "content-length",
            "content-security-policy",
            "x-frame-options",
            "x-content-type-options",
            "x-xss-protection",
            "set-cookie",
            "date");

    private HandedOnHeaders() {}

    static void copy(HttpServletRequest from, HttpRequest.Builder to) {
        var names = Collections.list(from.getHeaderNames());
        var dropped = dropped(Collections.list(from.getHeaders("Connection")), NOT_ASKED);
        for (var name : names) {
            if (!dropped.contains(name.toLowerCase(Locale.ROOT))) {
                Collections.list(from.getHeaders(name)).forEach(value -> to.header(name, value));
            }
        }
        if (from.getRemoteUser() != null) {
            to.header(Actor.HEADER, from.getRemoteUser());
        }
    }

    static void copy(HttpHeaders from, BiConsumer<String, String> to) {
        var dropped = dropped(from.allValues("Connection"), NOT_ANSWERED);
        from.map().forEach((name, values) -> {
            if (!name.startsWith(":") && !dropped.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> to.accept(name, value));
            }
        });
    }

    private static Set<String> dropped(List<String> connection, Set<String> more) {
        var dropped = new HashSet<>(OF_THE_CONNECTION);
        dropped.addAll(more);
        connection.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .forEach(dropped::add);
        return dropped;
    }
}
