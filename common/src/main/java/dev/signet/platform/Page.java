package dev.signet.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, in the order of a key that never changes, so that new rows do not shift the page you look at.
 *
 * @param next opaque; send it as {@code cursor} to get the next page; absent on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public static final int MAX_LIMIT = 500;

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of a query that asked for one row more than {@code limit}: that one only says that there is a next page. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, Object> key) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, Optional.empty());
        }
        return brokenOff(oneMore.subList(0, limit), key.apply(oneMore.get(limit - 1)));
    }

    /** A page that may be short of items though more may follow: how far was looked is known, and no more. */
    public static <T> Page<T> brokenOff(List<T> items, Object key) {
        var cursor = key.toString().getBytes(StandardCharsets.UTF_8);
        return new Page<>(
                items, Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(cursor)));
    }

    /** Checks the {@code limit} parameter. */
    public static int limit(int requested) {
        if (requested < 1 || requested > MAX_LIMIT) {
            throw new BadRequest("limit must be from 1 to %d, not %d.".formatted(MAX_LIMIT, requested));
        }
        return requested;
    }

    /** The key after which the page begins, from the {@code cursor} parameter; {@code start} without one. */
    public static long after(@Nullable String cursor, long start) {
        return cursor == null ? start : Long.parseLong(decode(cursor));
    }

    private static String decode(String cursor) {
        try {
            var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (key.matches("\\d{1,18}")) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw notOurs(e);
        }
        throw notOurs(null);
    }

    private static BadRequest notOurs(@Nullable Throwable cause) {
        var problem =
                new BadRequest("cursor is not one that this list gave out; leave it away to start at the beginning.");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
