package dev.signet.audit.search;

import dev.signet.audit.log.LogHead;
import dev.signet.audit.schema.EventKinds;
import dev.signet.platform.BadRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from a request which events are wanted. A parameter that does not exist is a mistake, not a search for everything. */
@Component
public class SearchRequest {
    private static final List<String> ALWAYS = List.of("type", "source", "subject", "actor", "outcome");

    private final EventKinds kinds;
    private final Moments moments;
    private final LogHead head;

    SearchRequest(EventKinds kinds, Moments moments, LogHead head) {
        this.kinds = kinds;
        this.moments = moments;
        this.head = head;
    }

    /** @param more what else the caller reads from the request */
    public EventFilter filter(HttpServletRequest request, String... more) {
        var known = new TreeSet<>(ALWAYS);
        known.addAll(List.of(more));
        if (request.getParameterMap().keySet().stream()
                .anyMatch(name -> !known.contains(name) && !name.startsWith(DataPath.PREFIX))) {
            throw new BadRequest("There is no such parameter here; there are %s, and data.… for a value inside data."
                    .formatted(String.join(", ", known)));
        }
        return new EventFilter(
                types(request.getParameter("type")),
                text(request, "source"),
                text(request, "subject"),
                text(request, "actor"),
                text(request, "outcome"),
                DataPath.of(request.getParameterMap()).orElse(null));
    }

    /** By the time at which the log received them. */
    public SeqRange range(HttpServletRequest request) {
        var size = head.size();
        var from = time(request, "from");
        var to = time(request, "to");
        return new SeqRange(
                from == null ? 0 : moments.firstSince(from, size), to == null ? size : moments.firstSince(to, size));
    }

    private @Nullable List<String> types(@Nullable String type) {
        if (type == null) {
            return null;
        }
        if (type.endsWith("*")) {
            return kinds.withPrefix(storable(type.substring(0, type.length() - 1)));
        }
        return List.of(storable(type));
    }

    static @Nullable String text(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? null : storable(value);
    }

    private static String storable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new BadRequest("U+0000 is in no event.");
        }
        return text;
    }

    private static @Nullable Instant time(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new BadRequest("%s must be of the form 2026-11-30T17:31:00Z (RFC 3339).".formatted(name));
        }
    }
}
