package dev.signet.cli.bundle;

import dev.signet.cli.output.Printable;

/** Text of others, made fit for a terminal: what is shown must not be able to move the cursor or to fill the screen. */
public final class Shown {
    private static final int LONGEST = 500;

    public static String text(String text) {
        return Printable.of(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private Shown() {}
}
