package dev.signet.platform.statement;

import dev.signet.contract.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** The Ed25519 key with which a service signs what it states. */
final class StatementKey {
    private final Ed25519PrivateKeyParameters key;
    private final String id;

    private StatementKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
        this.id = idOf(key.generatePublicKey());
    }

    /** Throws with a sentence that says what to do. */
    static StatementKey read(Path file) {
        try {
            if (PrivateKeyFactory.createKey(PemFile.read(file, "PRIVATE KEY"))
                    instanceof Ed25519PrivateKeyParameters key) {
                return new StatementKey(key);
            }
        } catch (IOException | RuntimeException _) {
            // a cause might quote the key
        }
        throw new IllegalStateException(
                "the statement key %s cannot be read or is none; run the set-up once, or make it with: openssl genpkey -algorithm ed25519 -out %s"
                        .formatted(file, file.getFileName()));
    }

    String id() {
        return id;
    }

    byte[] sign(byte[] text) {
        var signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(text, 0, text.length);
        return signer.generateSignature();
    }

    static boolean verifies(Ed25519PublicKeyParameters key, byte[] text, byte[] signature) {
        Signer verifier = new Ed25519Signer();
        verifier.init(false, key);
        verifier.update(text, 0, text.length);
        return verifier.verifySignature(signature);
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
}
