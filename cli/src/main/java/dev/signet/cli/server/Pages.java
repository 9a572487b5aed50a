package dev.signet.cli.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists that come a page at a time. */
public final class Pages {
    private static final int LARGEST = 500;

    /** One page, as the answer's JSON. */
    public interface Page<T> {
        List<T> items();

        /** What to ask for the page after it; null after the last. */
        @Nullable String next();
    }

    /** Shows every item of every page. */
    public static <T, P extends Page<T>> void read(Server server, String path, Class<P> type, Consumer<T> reader)
            throws InterruptedException {
        @Nullable String cursor = null;
        do {
            var from = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            var page = server.get("%s?limit=%d%s".formatted(path, LARGEST, from), type);
            page.items().forEach(reader);
            cursor = page.next();
        } while (cursor != null);
    }

    private Pages() {}
}
