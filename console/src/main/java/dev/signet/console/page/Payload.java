package dev.signet.console.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A record's bytes as people can look at them.
 *
 * @param kind text or hex
 * @param cut it goes on
 */
record Payload(String shown, String kind, boolean cut) {
    private static final int MOST = 4096;

    static Payload of(byte[] payload) {
        var cut = payload.length > MOST;
        var head = cut ? Arrays.copyOf(payload, MOST) : payload;
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(head))
                    .toString();
            if (text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
                return new Payload(text, "text", cut);
            }
        } catch (CharacterCodingException e) {
            return hex(head, cut);
        }
        return hex(head, cut);
    }

    private static Payload hex(byte[] head, boolean cut) {
        return new Payload(HexFormat.ofDelimiter(" ").formatHex(head), "hex", cut);
    }
}
