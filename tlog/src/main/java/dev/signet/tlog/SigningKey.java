package dev.signet.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** The key of a log: a file of two PEM blocks, the private key (PKCS#8) and the public one (SPKI). */
public final class SigningKey {
    private static final String PEM = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n";

    private final VerifierKey verifier;
    private final PrivateKey key;

    private SigningKey(VerifierKey verifier, PrivateKey key) {
        this.verifier = verifier;
        this.key = key;
    }

    /** A new one, as the text of its file. */
    public static String generate() {
        var pair = Ed25519.generate();
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                + pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /** Reads it from its file. */
    public static SigningKey read(Path file, String name) {
        try {
            return parse(Files.readString(file), name);
        } catch (IOException e) {
            throw new UncheckedIOException("the log's key cannot be read: " + e.getMessage(), e);
        }
    }

    static SigningKey parse(String file, String name) {
        try {
            var keys = Ed25519.keys();
            var signer = keys.generatePrivate(new PKCS8EncodedKeySpec(block("PRIVATE KEY", file)));
            var verifier =
                    new VerifierKey(name, keys.generatePublic(new X509EncodedKeySpec(block("PUBLIC KEY", file))));
            var key = new SigningKey(verifier, signer);
            if (!key.sign("Do these two belong together?\n").isSignedBy(verifier)) {
                throw new NotANote("the log's public key does not belong to its private key");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new NotANote("the log's key file does not hold an Ed25519 key"); // a cause might quote it
        }
    }

    public VerifierKey verifier() {
        return verifier;
    }

    public SignedNote sign(String text) {
        return SignedNote.sign(text, verifier, key);
    }

    private static byte[] block(String label, String file) {
        var found = Pattern.compile("-----BEGIN %1$s-----([^-]*)-----END %1$s-----".formatted(label))
                .matcher(file);
        if (!found.find()) {
            throw new NotANote("the log's key file has no " + label);
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }

    private static String pem(String label, byte[] encoded) {
        return PEM.formatted(
                label, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded));
    }
}
