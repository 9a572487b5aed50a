package dev.signet.signing.crypto;

import dev.signet.contract.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;

/**
 * Who makes the signatures. Its provider objects are passed where they are needed and never registered, so that nothing else in the JVM changes.
 *
 * @param name as people know it, with {@code version} for the report
 * @param curves makes Ed25519 and ES256
 * @param rsa makes PS256
 */
public record SigningProvider(String name, String version, Provider curves, Provider rsa) {
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    static SigningProvider of(String name, Provider provider) {
        return new SigningProvider(name, provider.getVersionStr(), provider, provider);
    }

    /** A signature object that is ready for the first record. */
    Signature signature(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
        var signature = Signature.getInstance(
                switch (algorithm) {
                    case ED25519 -> "Ed25519";
                    case ES256 -> "SHA256withECDSAinP1363Format";
                    case PS256 -> "RSASSA-PSS";
                },
                provider(algorithm));
        if (algorithm == Algorithm.PS256) {
            signature.setParameter(PSS);
        }
        signature.initSign(privateKey(algorithm, pkcs8));
        return signature;
    }

    private PrivateKey privateKey(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
        var type = switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ES256 -> "EC";
            case PS256 -> "RSA";
        };
        var provider = provider(algorithm);
        // ACCP signs with Ed25519 keys but does not read them; the JDK does.
        var keys = provider.getService("KeyFactory", type) == null
                ? KeyFactory.getInstance(type)
                : KeyFactory.getInstance(type, provider);
        return keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private Provider provider(Algorithm algorithm) {
        return algorithm == Algorithm.PS256 ? rsa : curves;
    }
}
