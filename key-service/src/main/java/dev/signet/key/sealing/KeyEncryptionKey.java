package dev.signet.key.sealing;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
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
import org.springframework.stereotype.Component;

/** The key under which all other keys are sealed at rest. Read once, from a file; the service does not start without it. */
@Component
public class KeyEncryptionKey {
    private static final String HOW_TO =
            "; make one with: openssl rand -base64 32 > kek, keep it safe, and point SIGNET_KEK_FILE to it";

    private final byte[] key;
    private final String id;

    KeyEncryptionKey(KekProperties properties) {
        this.key = read(properties.file());
        this.id = idOf(key);
    }

    /** Tells key-encryption keys apart without revealing anything of them. */
    public String id() {
        return id;
    }

    byte[] seal(byte[] dataKey, byte[] associatedData) {
        return AesGcm.seal(key, dataKey, associatedData);
    }

    byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException {
        return AesGcm.open(key, sealed, associatedData);
    }

    private static byte[] read(@Nullable Path file) {
        if (file == null) {
            throw new IllegalStateException("no key-encryption key is configured" + HOW_TO);
        }
        try {
            var key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length == AesGcm.KEY_BYTES) {
                return key;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the key-encryption key " + file + " cannot be read" + HOW_TO);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the key-encryption key " + file + " is not base64" + HOW_TO);
        }
        throw new IllegalStateException("the key-encryption key " + file + " is not 32 bytes long" + HOW_TO);
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
