package dev.signet.audit.event;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON in one way of writing: no white space, strings escaped only where they must be (as in RFC 8785). Names stay in their order and numbers as they
 * are written, since no other number is surely the same.
 */
final class JsonText {
    private static final int LARGEST_EXPONENT = 10_000; // the database's numbers end not far behind

    /** Copies the value that the parser stands at; it stands at that value's last token afterwards. */
    static void copyValue(JsonParser parser, StringBuilder out) {
        var depth = 0;
        var comma = false;
        while (true) {
            var token = parser.currentToken();
            if (comma && !token.isStructEnd()) {
                out.append(',');
            }
            copyToken(parser, out);
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            comma = !token.isStructStart() && token != JsonToken.PROPERTY_NAME;
            if (depth == 0) {
                return;
            }
            parser.nextToken();
        }
    }

    private static void copyToken(JsonParser parser, StringBuilder out) {
        switch (parser.currentToken()) {
            case START_OBJECT, END_OBJECT, START_ARRAY, END_ARRAY, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                out.append(parser.currentToken().asString());
            case PROPERTY_NAME -> {
                quote(parser.currentName(), out);
                out.append(':');
            }
            case VALUE_STRING -> quote(parser.getString(), out);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.append(number(parser.getString()));
            default -> throw new IllegalStateException("JSON has no token " + parser.currentToken());
        }
    }

    private static String number(String written) {
        var exponent = Math.max(written.indexOf('e'), written.indexOf('E')) + 1;
        if (exponent > 0) {
            var digits = written.substring(exponent).replace("+", "");
            if (digits.length() > 6 || Math.abs(Integer.parseInt(digits)) > LARGEST_EXPONENT) {
                throw new InvalidEvent("A number is larger or smaller than any that can be stored.");
            }
        }
        return written;
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
        requireStorable(text);
    }

    /** What no database text can hold, and no UTF-8 either. */
    static void requireStorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                throw new InvalidEvent("A string or name holds the character U+0000, which cannot be stored.");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new InvalidEvent("A string or name holds half a character (a lone surrogate).");
            }
        }
    }

    private JsonText() {}
}
