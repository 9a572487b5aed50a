package dev.signet.collection.intake.mask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** To whom originals are sealed: an X25519 public key whose private half is nowhere in the system. */
@Component
public class RecoveryKey {
    // SubjectPublicKeyInfo of an X25519 key (RFC 8410), up to its 32 bytes
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");
    private static final int KEY_BYTES = 32;

    private final Optional<byte[]> key;

    RecoveryKey(MaskProperties properties) {
        key = Optional.ofNullable(properties.recoveryKeyFile()).map(RecoveryKey::read);
    }

    public boolean isConfigured() {
        return key.isPresent();
    }

    /** For the originals of one group of messages; empty if none are to be kept. */
    public Optional<RecoverySeal> begin() {
        return key.map(RecoverySeal::to);
    }

    private static byte[] read(Path file) {
        try {
            var base64 =
                    Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            var encoded = Base64.getDecoder().decode(base64);
            if (encoded.length == PREFIX.length + KEY_BYTES
                    && Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
                return Arrays.copyOfRange(encoded, PREFIX.length, encoded.length);
            }
            throw unusable(file, null);
        } catch (IOException e) {
            throw new IllegalStateException("the recovery key %s cannot be read".formatted(file), e);
        } catch (IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    private static IllegalStateException unusable(Path file, @Nullable Throwable cause) {
        return new IllegalStateException(
                ("the recovery key %s is no X25519 public key in PEM; elsewhere, make the pair with:"
                                + " openssl genpkey -algorithm X25519 -out private.pem && openssl pkey -in private.pem -pubout")
                        .formatted(file),
                cause);
    }
}
