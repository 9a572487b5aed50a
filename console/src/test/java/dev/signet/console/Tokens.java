package dev.signet.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file by which a console knows people. */
public final class Tokens {
    /** @param owner name and roles */
    public static Path in(Path dir, String owner, String token) throws IOException {
        return Files.writeString(dir.resolve("tokens"), line(owner, token));
    }

    public static String line(String owner, String token) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return "%s %s\n".formatted(owner, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Tokens() {}
}
