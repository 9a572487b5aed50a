package dev.signet.console.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The operator's token, of which only the SHA-256 is kept: comparing takes the same time whatever is presented. */
final class OperatorToken {
    private static final int SHORTEST = 32;

    private final byte[] hash;

    private OperatorToken(byte[] hash) {
        this.hash = hash;
    }

    static OperatorToken read(Path file) {
        try {
            var token = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (token.length() < SHORTEST) {
                throw new IllegalStateException(
                        "the operator's token in %s is shorter than %d characters; remove the".formatted(file, SHORTEST)
                                + " file and run the set-up");
            }
            return new OperatorToken(sha256(token));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the operator's token " + file
                            + " cannot be read; run the set-up once, or point SIGNET_OPERATOR_TOKEN_FILE to where it wrote it",
                    e);
        }
    }

    boolean is(String presented) {
        return MessageDigest.isEqual(hash, sha256(presented));
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
