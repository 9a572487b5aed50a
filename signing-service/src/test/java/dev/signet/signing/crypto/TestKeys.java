package dev.signet.signing.crypto;

import dev.signet.contract.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Fresh keys of every algorithm. */
final class TestKeys {
    static KeyPair of(Algorithm algorithm, Provider provider) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(
                switch (algorithm) {
                    case ED25519 -> "Ed25519";
                    case ES256 -> "EC";
                    case PS256 -> "RSA";
                    case ML_DSA_65 -> "ML-DSA-65";
                },
                provider);
        switch (algorithm) {
            case ED25519, ML_DSA_65 -> {}
            case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            case PS256 -> generator.initialize(3072);
        }
        return generator.generateKeyPair();
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    private TestKeys() {}
}
