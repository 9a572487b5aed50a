package dev.signet.console.page;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

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
        return text(head, cut)
                .map(text -> new Payload(text, "text", cut))
                .orElseGet(() -> new Payload(HexFormat.ofDelimiter(" ").formatHex(head), "hex", cut));
    }

    // A character that the cut goes through is left out; it does not make the rest something else than text.
    private static Optional<String> text(byte[] head, boolean cut) {
        var text = CharBuffer.allocate(head.length);
        var isText = !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head), text, !cut)
                .isError();
        return Optional.of(text.flip().toString())
                .filter(shown -> isText
                        && shown.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c)));
    }
}
