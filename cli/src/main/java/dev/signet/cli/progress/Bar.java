package dev.signet.cli.progress;

/** A bar of blocks. */
public final class Bar {
    /** @param percent from 0 to 100 */
    public static String of(int percent, int length) {
        var full = percent * length / 100;
        return "█".repeat(full) + "░".repeat(length - full);
    }

    private Bar() {}
}
