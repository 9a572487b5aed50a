package dev.signet.system.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds any of many byte strings in one pass, after Wu and Manber: the last three bytes of a window say how far it may be moved on. All
 * strings are at least as long as the window, so that most bytes are never looked at.
 */
public final class Needles {
    private static final int WINDOW = 12;
    private static final int BLOCK = 3;
    private static final int TABLE_BITS = 18;

    private final byte[] shifts = new byte[1 << TABLE_BITS];
    private final Map<Integer, List<Needle>> byLastBlock = new HashMap<>();
    private final int longest;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Needle(String name, byte[] bytes) {}

    public Needles(Map<String, List<byte[]>> stringsByName) {
        Arrays.fill(shifts, (byte) (WINDOW - BLOCK + 1));
        stringsByName.forEach((name, strings) -> strings.forEach(bytes -> add(new Needle(name, bytes))));
        longest = stringsByName.values().stream()
                .flatMap(List::stream)
                .mapToInt(bytes -> bytes.length)
                .max()
                .orElse(0);
    }

    private void add(Needle needle) {
        if (needle.bytes().length < WINDOW) {
            throw new IllegalArgumentException("too short to be searched for: " + needle.bytes().length);
        }
        for (var end = BLOCK; end <= WINDOW; end++) {
            var block = block(needle.bytes(), end);
            shifts[block] = (byte) Math.min(shifts[block], WINDOW - end);
        }
        byLastBlock
                .computeIfAbsent(block(needle.bytes(), WINDOW), _ -> new ArrayList<>())
                .add(needle);
    }

    int longest() {
        return longest;
    }

    /** The name of what stands in the first so many bytes, if anything does. */
    public Optional<String> find(byte[] haystack, int length) {
        var end = WINDOW;
        while (end <= length) {
            var block = block(haystack, end);
            var shift = shifts[block];
            if (shift > 0) {
                end += shift;
                continue;
            }
            var start = end - WINDOW;
            for (var needle : byLastBlock.getOrDefault(block, List.of())) {
                if (stands(needle.bytes(), haystack, start, length)) {
                    return Optional.of(needle.name());
                }
            }
            end++;
        }
        return Optional.empty();
    }

    private static boolean stands(byte[] needle, byte[] haystack, int start, int length) {
        return start + needle.length <= length
                && Arrays.equals(needle, 0, needle.length, haystack, start, start + needle.length);
    }

    private static int block(byte[] bytes, int end) {
        var value = (bytes[end - 3] & 0xff) << 16 | (bytes[end - 2] & 0xff) << 8 | (bytes[end - 1] & 0xff);
        return (value * 0x9E3779B1) >>> (32 - TABLE_BITS);
    }
}
