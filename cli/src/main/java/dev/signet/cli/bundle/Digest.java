package dev.signet.cli.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is written down of a file: its bytes, lines and SHA-256. */
final class Digest {
    private final MessageDigest sha256 = newSha256();
    private long size;
    private long lines;

    void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        size += length;
        for (var i = offset; i < offset + length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
    }

    long size() {
        return size;
    }

    long lines() {
        return lines;
    }

    /** To be asked once. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
