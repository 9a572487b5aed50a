package dev.signet.key.material;

import dev.signet.contract.Algorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** Makes new key pairs. */
public final class KeyGenerator {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static KeyMaterial generate(Algorithm algorithm) {
        try {
            return KeyMaterial.of(newKey(algorithm));
        } catch (IOException e) {
            throw new UncheckedIOException("a new key could not be encoded", e);
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new AssertionError("every Java platform has P-256 and RSA", e);
        }
    }

    private static AsymmetricKeyParameter newKey(Algorithm algorithm)
            throws IOException, NoSuchAlgorithmException, InvalidAlgorithmParameterException {
        return switch (algorithm) {
            case ED25519 -> new Ed25519PrivateKeyParameters(RANDOM);
            case ES256 -> {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
                yield newKey(generator);
            }
            case PS256 -> {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4), RANDOM);
                yield newKey(generator);
            }
            case ML_DSA_65 -> {
                var generator = new MLDSAKeyPairGenerator();
                generator.init(new MLDSAKeyGenerationParameters(RANDOM, MLDSAParameters.ml_dsa_65));
                yield generator.generateKeyPair().getPrivate();
            }
        };
    }

    private static AsymmetricKeyParameter newKey(KeyPairGenerator generator) throws IOException {
        return PrivateKeyFactory.createKey(
                generator.generateKeyPair().getPrivate().getEncoded());
    }

    private KeyGenerator() {}
}
