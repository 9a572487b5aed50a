package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Something that happens to the bytes of a body. */
record Damage(Kind kind, double where, byte[] garbage) {
    enum Kind {
        NONE,
        CUT,
        FLIP,
        INSERT,
        TWICE,
        EMPTY,
        REPLACE,
        DEEP
    }

    static final Damage NO_DAMAGE = new Damage(Kind.NONE, 0, new byte[0]);

    private static final String[] INSERTIONS = {
        "\0",
        "\0\0\0\0",
        "\u00ff\u00fe",
        "\u00c3\u0028",
        "\u00ed\u00a0\u0080",
        "\u00f8\u0088\u0080\u0080\u0080",
        "\u00c0\u0080",
        "\\ud800",
        "\r\n",
        "\u00ef\u00bb\u00bf",
        "\u007f\u00ff\u00ff\u00ff"
    };

    static Arbitrary<Damage> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.of(INSERTIONS).map(text -> text.getBytes(ISO_8859_1))),
                                Tuple.of(
                                        1,
                                        Arbitraries.bytes().array(byte[].class).ofMaxSize(64))))
                .as(Damage::new);
    }

    byte[] apply(byte[] body) {
        var at = (int) (where * body.length);
        return switch (kind) {
            case NONE -> body;
            case CUT -> Arrays.copyOf(body, at);
            case FLIP -> flipped(body, at);
            case INSERT -> joined(Arrays.copyOf(body, at), garbage, Arrays.copyOfRange(body, at, body.length));
            case TWICE -> joined(body, body);
            case EMPTY -> new byte[0];
            case REPLACE -> garbage;
            case DEEP -> joined("[".repeat(10_000).getBytes(ISO_8859_1), body);
        };
    }

    private static byte[] flipped(byte[] body, int at) {
        var flipped = body.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) 0x81;
        }
        return flipped;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Override
    public String toString() {
        return "%s at %.3f".formatted(kind, where);
    }
}
