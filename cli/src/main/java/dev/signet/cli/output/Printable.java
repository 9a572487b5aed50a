package dev.signet.cli.output;

import java.util.stream.Collectors;

/** Text from elsewhere on a terminal: control characters could draw anything there, so they are shown instead of sent. */
public final class Printable {
    public static String of(String text) {
        return text.codePoints().mapToObj(Printable::shown).collect(Collectors.joining());
    }

    private static String shown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> "\\u%04x".formatted(codePoint);
            default -> Character.toString(codePoint);
        };
    }

    private Printable() {}
}
