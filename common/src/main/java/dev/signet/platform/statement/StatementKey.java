package dev.signet.platform.statement;

import dev.signet.contract.Algorithm;
import dev.signet.platform.crypto.SigningProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** The Ed25519 key with which a service signs what it states. */
final class StatementKey {
    private final PrivateKey key;
    private final String id;
    private final SigningProvider provider;

    private StatementKey(PrivateKey key, String id, SigningProvider provider) {
        this.key = key;
        this.id = id;
        this.provider = provider;
    }

    /** Throws with a sentence that says what to do. */
    static StatementKey read(Path file, SigningProvider provider) {
        try {
            var pkcs8 = PemFile.read(file, "PRIVATE KEY");
            if (PrivateKeyFactory.createKey(pkcs8) instanceof Ed25519PrivateKeyParameters parsed) {
                var key = provider.privateKey(Algorithm.ED25519, pkcs8);
                return new StatementKey(key, TrustedKey.idOf(parsed.generatePublicKey()), provider);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
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
        try {
            return provider.sign(Algorithm.ED25519, key, text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("%s does not sign with the statement key".formatted(provider.name()), e);
        }
    }
}
