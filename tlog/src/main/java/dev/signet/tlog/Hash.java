package dev.signet.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash within a tree. What is hashed as a leaf can never be taken for an inner node, and the other way round (RFC 6962, 2.1). */
public final class Hash {
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Throws when these are not 32 bytes. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash has %d bytes, not %d".formatted(LENGTH, bytes.length));
        }
        return new Hash(bytes.clone());
    }

    /** One of many that stand one after the other. */
    public static Hash at(int position, byte[] hashes) {
        return new Hash(Arrays.copyOfRange(hashes, position * LENGTH, (position + 1) * LENGTH));
    }

    /** Throws when this is not the base64 of 32 bytes. */
    public static Hash ofBase64(String text) {
        return of(Base64.getDecoder().decode(text));
    }

    /** The root of a tree without leaves. */
    public static Hash ofEmptyTree() {
        return new Hash(sha256().digest());
    }

    public static Hash ofLeaf(byte[] content) {
        var digest = sha256();
        digest.update(LEAF);
        return new Hash(digest.digest(content));
    }

    public static Hash ofNode(Hash left, Hash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Writes it to its place among many. */
    public void copyTo(byte[] hashes, int position) {
        System.arraycopy(bytes, 0, hashes, position * LENGTH, LENGTH);
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
