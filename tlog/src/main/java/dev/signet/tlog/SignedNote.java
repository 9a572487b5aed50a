package dev.signet.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text and who signed it: the text, an empty line, and a line for each signature (C2SP signed-note).
 *
 * @param text ends with a line's end
 * @param signatures the lines, without their ends
 */
public record SignedNote(String text, List<String> signatures) {
    static final String DASH = "\u2014 ";
    private static final int KEY_ID_LENGTH = 4;

    public SignedNote {
        if (!text.endsWith("\n")) {
            throw new NotANote("the text of a note ends with a line's end");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new NotANote("the text of a note has no control characters");
        }
        signatures = List.copyOf(signatures);
    }

    public static SignedNote sign(String text, VerifierKey signer, PrivateKey key) {
        var signature = Ed25519.sign(key, text.getBytes(UTF_8));
        var bytes = Arrays.copyOf(signer.id(), KEY_ID_LENGTH + signature.length);
        System.arraycopy(signature, 0, bytes, KEY_ID_LENGTH, signature.length);
        return new SignedNote(
                text, List.of(DASH + signer.name() + " " + Base64.getEncoder().encodeToString(bytes)));
    }

    public static SignedNote parse(String note) {
        var blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw new NotANote("a signed note has a text, an empty line, and lines of signatures");
        }
        var signatures = note.substring(blank + 2).lines().toList();
        if (signatures.isEmpty()
                || !signatures.stream().allMatch(line -> line.matches(DASH + "[^ +]+ [A-Za-z0-9+/=]+"))) {
            throw new NotANote("a signature's line is a dash, a name and a signature in base64");
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    /** Whether this key signed it. Signatures of others are of no interest, as long as there are some of this key and all of them are right. */
    public boolean isSignedBy(VerifierKey signer) {
        var ours = signatures.stream()
                .map(line -> line.substring(DASH.length()).split(" ", 2))
                .filter(parts -> parts[0].equals(signer.name()))
                .map(parts -> decoded(parts[1]))
                .filter(bytes -> bytes.length > KEY_ID_LENGTH
                        && Arrays.equals(bytes, 0, KEY_ID_LENGTH, signer.id(), 0, KEY_ID_LENGTH))
                .map(bytes -> Arrays.copyOfRange(bytes, KEY_ID_LENGTH, bytes.length))
                .toList();
        return !ours.isEmpty()
                && ours.stream().allMatch(signature -> Ed25519.verifies(signer.key(), text.getBytes(UTF_8), signature));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The whole note, as it is written. */
    @Override
    public String toString() {
        return text + "\n" + String.join("\n", signatures) + "\n";
    }
}
