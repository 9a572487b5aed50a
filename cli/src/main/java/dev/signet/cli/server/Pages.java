package dev.signet.cli.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A list that a server gives out page by page. */
public final class Pages {
    private static final long LARGEST = 500;

    private final Server server;
    private final String path;
    private final String filters;

    /** The whole list, without a filter. */
    public Pages(Server server, String path) {
        this(server, path, Map.of());
    }

    /** @param filters parameters that the list takes, and their values */
    public Pages(Server server, String path, Map<String, String> filters) {
        this.server = server;
        this.path = path;
        this.filters = filters.entrySet().stream()
                .map(filter -> "&" + filter.getKey() + "=" + encoded(filter.getValue()))
                .collect(Collectors.joining());
    }

    private record Page(List<JsonNode> items, @Nullable String next) {
        Page {
            items = items == null ? List.of() : List.copyOf(items);
        }
    }

    /**
     * Hands on at most so many items, a page at a time.
     *
     * @param cursor from where; null for the beginning
     * @return the cursor of those that follow; null at the end of the list
     */
    public @Nullable String read(@Nullable String cursor, long limit, Consumer<List<JsonNode>> reader)
            throws InterruptedException {
        var left = limit;
        var next = cursor;
        do {
            var from = next == null ? "" : "&cursor=" + encoded(next);
            var page = server.get(path + "?limit=" + Math.min(left, LARGEST) + filters + from, Page.class);
            reader.accept(page.items());
            left -= page.items().size();
            next = page.next();
        } while (next != null && left > 0);
        return next;
    }

    /** Hands on the whole list. */
    public void all(Consumer<JsonNode> reader) throws InterruptedException {
        read(null, Long.MAX_VALUE, page -> page.forEach(reader));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
