package dev.signet.cli.verify;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A public key, the one algorithm it is used with, and what computes it. */
record VerificationKey(String id, JwsAlgorithm algorithm, PublicKey publicKey, Provider provider) {
    /** @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3">RFC 7518</a>, RFC 8037, RFC 9964 */
    enum JwsAlgorithm {
        EDDSA("EdDSA", "Ed25519"),
        ES256("ES256", "SHA256withECDSAinP1363Format"),
        PS256("PS256", "RSASSA-PSS"),
        ML_DSA_65("ML-DSA-65", "ML-DSA-65");

        final String jwsName;
        final String javaName;

        JwsAlgorithm(String jwsName, String javaName) {
            this.jwsName = jwsName;
            this.javaName = javaName;
        }
    }

    /** Chooses the first provider that takes the key. */
    static VerificationKey of(String id, JwsAlgorithm algorithm, PublicKey publicKey, List<Provider> providers)
            throws GeneralSecurityException {
        for (var provider : providers) {
            try {
                var key = new VerificationKey(id, algorithm, publicKey, provider);
                key.verifier();
                return key;
            } catch (GeneralSecurityException | RuntimeException e) {
                // the next one may know it
            }
        }
        throw new GeneralSecurityException("nothing here can verify " + algorithm.jwsName);
    }

    /** For what ACCP cannot take: it gathers what Ed25519 has signed in a buffer of 1 MiB. */
    Signature verifierOfLarge() throws GeneralSecurityException {
        if (algorithm != JwsAlgorithm.EDDSA) {
            return verifier();
        }
        var bouncyCastle = new BouncyCastleProvider();
        var key = KeyFactory.getInstance("Ed25519", bouncyCastle)
                .generatePublic(new X509EncodedKeySpec(publicKey.getEncoded()));
        var signature = Signature.getInstance(algorithm.javaName, bouncyCastle);
        signature.initVerify(key);
        return signature;
    }

    /** A new verifier for as many signatures as one likes, one after the other. */
    Signature verifier() throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm.javaName, provider);
        if (algorithm == JwsAlgorithm.PS256) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initVerify(publicKey);
        return signature;
    }
}
