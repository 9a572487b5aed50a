package dev.signet.system.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ways in which a private key may have been written down. Searched for are pieces of its secret numbers: they stand in every encoding around them
 * (PKCS#8, PEM, JWK), wherever its lines are broken, and a part of a key is found like the whole.
 */
public final class SecretForms {
    private static final int PIECE = 16;
    private static final int PIECES_OF_A_NUMBER = 4;
    private static final int SCALAR = 32;

    private SecretForms() {}

    static List<byte[]> of(TestKey key) {
        return numbers(key).stream().flatMap(number -> of(number).stream()).toList();
    }

    /** Of any secret, by its first pieces. */
    public static List<byte[]> of(byte[] secret) {
        var forms = new ArrayList<byte[]>();
        for (var at = 0; at < PIECES_OF_A_NUMBER && (at + 1) * PIECE <= secret.length; at++) {
            forms.addAll(ofPiece(Arrays.copyOfRange(secret, at * PIECE, (at + 1) * PIECE)));
        }
        return forms;
    }

    private static List<byte[]> numbers(TestKey key) {
        return switch (privateKey(key)) {
            case EdECPrivateKey ed -> List.of(ed.getBytes().orElseThrow());
            case ECPrivateKey ec -> List.of(padded(PublishedKey.bytes(ec.getS())));
            case RSAPrivateCrtKey rsa ->
                List.of(
                        PublishedKey.bytes(rsa.getPrivateExponent()),
                        PublishedKey.bytes(rsa.getPrimeP()),
                        PublishedKey.bytes(rsa.getPrimeQ()));
            default -> throw new IllegalArgumentException("an unknown kind of " + key);
        };
    }

    private static PrivateKey privateKey(TestKey key) {
        try {
            return KeyFactory.getInstance(key.published().key().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(key.pkcs8()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] padded(byte[] scalar) {
        var padded = new byte[SCALAR];
        System.arraycopy(scalar, 0, padded, SCALAR - scalar.length, scalar.length);
        return padded;
    }

    private static List<byte[]> ofPiece(byte[] piece) {
        var forms = new ArrayList<byte[]>();
        forms.add(piece);
        forms.add(ascii(HexFormat.of().formatHex(piece)));
        forms.add(ascii(HexFormat.of().withUpperCase().formatHex(piece)));
        forms.add(ascii(IntStream.range(0, piece.length)
                .mapToObj(at -> Byte.toString(piece[at]))
                .collect(Collectors.joining(", ")))); // as Java prints an array
        for (var alignment = 0; alignment < 3; alignment++) {
            forms.add(base64(Base64.getEncoder(), piece, alignment));
            forms.add(base64(Base64.getUrlEncoder(), piece, alignment));
        }
        return forms;
    }

    /** Only the characters that are the piece's alone, whatever stands before and behind it. */
    private static byte[] base64(Base64.Encoder encoder, byte[] piece, int alignment) {
        var shifted = new byte[alignment + piece.length];
        System.arraycopy(piece, 0, shifted, alignment, piece.length);
        var text = encoder.withoutPadding().encodeToString(shifted);
        var first = Math.ceilDiv(alignment * 8, 6);
        return ascii(text.substring(first, shifted.length * 8 / 6));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
