package dev.signet.cli.bundle;

/** Text of others, made fit for a terminal: what is shown must not be able to move the cursor or to fill the screen. */
public final class Printable {
    private static final int LONGEST = 500;

    public static String text(String text) {
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        // control and format characters, unpaired surrogates; what writes from right to left is among the second
        return shown.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]", "\uFFFD");
    }

    private Printable() {}
}
