package dev.signet.platform.statement;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.platform.crypto.SigningProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** A public key that somebody's statements are believed by. For many threads. */
record TrustedKey(String id, PublicKey key, SigningProvider provider) {
    /** Throws with a sentence that says what to do. */
    static TrustedKey read(Path file, SigningProvider provider) {
        try {
            var encoded = PemFile.read(file, "PUBLIC KEY");
            if (PublicKeyFactory.createKey(encoded) instanceof Ed25519PublicKeyParameters key) {
                return new TrustedKey(idOf(key), provider.publicKey(Algorithm.ED25519, encoded), provider);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            // said below
        }
        throw new IllegalStateException(
                "%s is not an Ed25519 public key in PEM; make it with: openssl pkey -in key -pubout".formatted(file));
    }

    /** Tells keys apart. */
    static String idOf(Ed25519PublicKeyParameters key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Bytes.wrap(Arrays.copyOf(digest, 12)).toBase64Url();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            return provider.verifies(Algorithm.ED25519, key, text, signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("%s does not take key %s".formatted(provider.name(), id), e);
        }
    }
}
