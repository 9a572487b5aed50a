package dev.signet.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The keys with which services sign what they state, as the set-up makes them. */
public final class StatementKeys {
    private static final List<String> ISSUERS = List.of("batch-dispatcher", "key-service", "collection-service");

    /** Makes those of all services; returns the directory, for {@code signet.statement.dir}. */
    public static Path makeIn(Path dir) {
        ISSUERS.forEach(issuer -> make(dir, issuer, issuer));
        return dir;
    }

    /**
     * Makes a key of this service's, in the place of the one that it may have.
     *
     * @param publicName what the file of its public half is called, before the suffix
     */
    public static void make(Path dir, String issuer, String publicName) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.createDirectories(dir);
            write(dir.resolve(issuer + ".key"), "PRIVATE KEY", pair.getPrivate().getEncoded());
            write(
                    dir.resolve(publicName + ".pub"),
                    "PUBLIC KEY",
                    pair.getPublic().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("the JDK has Ed25519", e);
        }
    }

    private static void write(Path file, String kind, byte[] encoded) throws IOException {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded);
        Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, base64));
    }

    private StatementKeys() {}
}
