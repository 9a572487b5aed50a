package dev.signet.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Who signs notes, as one line of text: {@code <name>+<key id in hex>+<base64 of the algorithm and the public key>} (C2SP signed-note).
 *
 * @param name the signer's, without spaces and plus signs
 */
public record VerifierKey(String name, PublicKey key) {
    private static final byte ED25519 = 1;
    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}]+");

    public VerifierKey {
        if (!NAME.matcher(name).matches()) {
            throw new NotANote("the name of a key has no spaces and no plus signs, unlike '%s'".formatted(name));
        }
    }

    public static VerifierKey parse(String line) {
        var parts = line.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new NotANote("this is no verifier key: it looks like name+0a1b2c3d+AbCd…");
        }
        try {
            var encoded = Base64.getDecoder().decode(parts[2]);
            if (encoded.length == 0 || encoded[0] != ED25519) {
                throw new NotANote("the key of '%s' is not an Ed25519 key".formatted(parts[0]));
            }
            var key = new VerifierKey(parts[0], Ed25519.publicKey(Arrays.copyOfRange(encoded, 1, encoded.length)));
            if (!HexFormat.of().formatHex(key.id()).equals(parts[1])) {
                throw new NotANote("the key id of '%s' does not belong to its key".formatted(parts[0]));
            }
            return key;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new NotANote("the key of '%s' cannot be read: %s".formatted(parts[0], e.getMessage()));
        }
    }

    /** Four bytes that say which key of this name it is. */
    byte[] id() {
        var digest = Hash.sha256();
        digest.update(name.getBytes(UTF_8));
        digest.update((byte) '\n');
        return Arrays.copyOf(digest.digest(encoded()), 4);
    }

    private byte[] encoded() {
        var raw = Ed25519.raw(key);
        var encoded = new byte[1 + raw.length];
        encoded[0] = ED25519;
        System.arraycopy(raw, 0, encoded, 1, raw.length);
        return encoded;
    }

    /** The line that {@link #parse} reads. */
    @Override
    public String toString() {
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(id()),
                        Base64.getEncoder().encodeToString(encoded()));
    }
}
