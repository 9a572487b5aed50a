package dev.signet.seed;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Makes JSON values of an exact size that are the same for the same seed and position, in any order. */
final class RandomRecord {
    /** {@code ""}, the smallest JSON string. */
    static final int SMALLEST = 2;

    private static final byte[] LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "JPY", "CHF", "SEK"};
    private static final String END = "\"}";

    private final long seed;
    private final int size;

    RandomRecord(long seed, int size) {
        this.seed = seed;
        this.size = size;
    }

    /** The record at this position, with a newline after it. */
    byte[] line(long position) {
        // Consecutive seeds are as good as any: SplittableRandom mixes them
        var random = new SplittableRandom(new SplittableRandom(seed).nextLong() + position);
        var head = head(random);
        return head.length() + END.length() <= size ? fill(head, END, random) : fill("\"", "\"", random);
    }

    private static String head(SplittableRandom random) {
        return "{\"reference\":\"%016x\",\"account\":\"%010d\",\"amount\":\"%d.%02d\",\"currency\":\"%s\",\"note\":\""
                .formatted(
                        random.nextLong(),
                        random.nextLong(10_000_000_000L),
                        random.nextInt(100_000),
                        random.nextInt(100),
                        CURRENCIES[random.nextInt(CURRENCIES.length)]);
    }

    private byte[] fill(String head, String end, SplittableRandom random) {
        var line = new byte[size + 1];
        var start = head.length();
        var stop = size - end.length();
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, line, 0, start);
        for (var i = start; i < stop; i++) {
            line[i] = LETTERS[random.nextInt(LETTERS.length)];
        }
        System.arraycopy(end.getBytes(StandardCharsets.US_ASCII), 0, line, stop, end.length());
        line[size] = '\n';
        return line;
    }
}
