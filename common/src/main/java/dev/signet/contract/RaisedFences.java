package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * {@code POST /internal/key-fences} on collection-service, for key-service alone: after the answer (204) nothing can ever be stored under these keys with these
 * tokens or lower ones, whichever batch it is for. Repeating the call changes nothing.
 *
 * @param uses one for each key, 1 to {@value #MOST}
 */
public record RaisedFences(List<KeyUse> uses) {
    public static final int MOST = 1_000;

    /** {@code GET /internal/key-fences}: what cannot be stored any more, for each key of which that is so. */
    public record Known(List<KeyUse> uses) {
        public Known {
            uses = List.copyOf(requireNonNull(uses, "uses"));
        }
    }

    public RaisedFences {
        uses = List.copyOf(requireNonNull(uses, "uses"));
        if (uses.isEmpty() || uses.size() > MOST) {
            throw new IllegalArgumentException(
                    "1 to %d fences are raised at a time, not %d".formatted(MOST, uses.size()));
        }
        if (uses.stream().anyMatch(use -> use.token() == Long.MAX_VALUE)) { // the fence stands one above it
            throw new IllegalArgumentException("a token is less than %d".formatted(Long.MAX_VALUE));
        }
    }
}
