package dev.signet.platform;

import dev.signet.contract.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/** A key-encryption key: what a service seals its secrets under, at rest. Read once, from a file; a service that needs one does not start without it. */
public final class SealingKey {
    private final byte[] key;
    private final String id;

    private SealingKey(byte[] key) {
        this.key = key;
        this.id = idOf(key);
    }

    /**
     * Throws with a sentence that says what to do.
     *
     * @param file holds 32 random bytes in base64, as {@code openssl rand -base64 32} prints them
     * @param kind what the key is, in words
     * @param variable the setting that names the file
     */
    public static SealingKey read(@Nullable Path file, String kind, String variable) {
        var howTo =
                "; make one with: openssl rand -base64 32 > kek, keep it safe, and point %s to it".formatted(variable);
        if (file == null) {
            throw new IllegalStateException("no %s is configured%s".formatted(kind, howTo));
        }
        try {
            var key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length == AesGcm.KEY_BYTES) {
                return new SealingKey(key);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the %s %s cannot be read%s".formatted(kind, file, howTo));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the %s %s is not base64%s".formatted(kind, file, howTo));
        }
        throw new IllegalStateException("the %s %s is not 32 bytes long%s".formatted(kind, file, howTo));
    }

    /** Tells such keys apart without revealing anything of them. */
    public String id() {
        return id;
    }

    public byte[] seal(byte[] secret, byte[] associatedData) {
        return AesGcm.seal(key, secret, associatedData);
    }

    /** @throws AEADBadTagException when it was sealed under another key, or anything was changed since */
    public byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException {
        return AesGcm.open(key, sealed, associatedData);
    }

    private static String idOf(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("signet kek id|".getBytes(StandardCharsets.US_ASCII));
            return Bytes.wrap(Arrays.copyOf(digest.digest(key), 12)).toBase64Url();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
