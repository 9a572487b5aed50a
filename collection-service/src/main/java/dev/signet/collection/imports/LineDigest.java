package dev.signet.collection.imports;

import dev.signet.contract.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 chain over lines: each link hashes the one before and the next line. Unlike a running hash it can be kept in a row and continued
 * from there.
 */
record LineDigest(Bytes value) {
    private static final int LENGTH = 32;

    static final LineDigest NONE = new LineDigest(Bytes.wrap(new byte[LENGTH]));

    /** Continues with one more line after another; not thread-safe. */
    static final class Chain {
        private final MessageDigest sha256 = sha256();
        private byte[] link;

        Chain(LineDigest from) {
            link = from.value.toArray();
        }

        void add(byte[] line) {
            sha256.update(link);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(line.length).flip());
            link = sha256.digest(line);
        }

        LineDigest soFar() {
            return new LineDigest(Bytes.copyOf(link));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
