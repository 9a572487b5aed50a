package dev.signet.cli.intake;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * The private half of the key that originals are sealed to (HPKE, RFC 9180: X25519, HKDF-SHA256). What is sealed is the encapsulation, a salt, a nonce,
 * and a ciphertext of AES-256-GCM under the key that HPKE exports for the salt and what the original is of.
 */
final class RecoveryKey {
    private static final byte[] INFO = "signet intake recovery v1".getBytes(StandardCharsets.US_ASCII);
    // PKCS#8 of an X25519 key (RFC 8410), up to its 32 bytes
    private static final byte[] PREFIX = HexFormat.of().parseHex("302e020100300506032b656e04220420");
    private static final int KEY = 32;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final AsymmetricCipherKeyPair pair;

    private RecoveryKey(X25519PrivateKeyParameters key) {
        pair = new AsymmetricCipherKeyPair(key.generatePublicKey(), key);
    }

    static RecoveryKey read(Path file) {
        try {
            var base64 = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
            var encoded = Base64.getDecoder().decode(base64);
            if (encoded.length == PREFIX.length + KEY
                    && Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
                return new RecoveryKey(new X25519PrivateKeyParameters(encoded, PREFIX.length));
            }
        } catch (IOException e) {
            throw unusable(file, "cannot be read");
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw unusable(file, "is no X25519 private key in PEM");
    }

    private static CommandFailed unusable(Path file, String why) {
        return new CommandFailed(
                ExitCode.USAGE,
                "'%s' %s".formatted(file, why),
                "such a pair is made with: openssl genpkey -algorithm X25519 -out private.pem");
    }

    /** Throws {@link CommandFailed} when it was not sealed to this key, for this field. */
    byte[] open(byte[] sealed, String type, String field) {
        if (sealed.length < KEY + SALT + NONCE) {
            throw notOurs();
        }
        var binding = "%s|%s".formatted(type, field).getBytes(StandardCharsets.UTF_8);
        var exported = ByteBuffer.allocate(SALT + binding.length)
                .put(sealed, KEY, SALT)
                .put(binding)
                .array();
        try {
            var hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);
            var key = hpke.setupBaseR(Arrays.copyOf(sealed, KEY), pair, INFO).export(exported, KEY);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, sealed, KEY + SALT, NONCE));
            cipher.updateAAD(binding);
            return cipher.doFinal(sealed, KEY + SALT + NONCE, sealed.length - KEY - SALT - NONCE);
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            throw notOurs();
        }
    }

    private static CommandFailed notOurs() {
        return new CommandFailed(
                ExitCode.ERROR, "an original was not sealed to this key, or was changed since", "is it the right key?");
    }
}
