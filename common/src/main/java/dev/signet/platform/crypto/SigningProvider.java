package dev.signet.platform.crypto;

import dev.signet.contract.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;

/**
 * Who makes and checks signatures, of records and of statements. Its provider objects are passed where they are needed and never registered, so that nothing else in the JVM
 * changes.
 *
 * @param name as people know it, with {@code version} for the report
 * @param curves for Ed25519 and ES256
 * @param rsa for PS256
 */
public record SigningProvider(String name, String version, Provider curves, Provider rsa) {
    /** What is signed with Ed25519 and is longer goes another way: ACCP gathers it in a buffer of 1 MiB, which base64 fills sooner. */
    public static final int LARGE_PAYLOAD = 1 << 19;

    // Whoever else is asked for: the JDK's own is the fastest there is.
    private static final Provider LATTICES = Objects.requireNonNull(Security.getProvider("SUN"));

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    static SigningProvider of(String name, Provider provider) {
        return new SigningProvider(name, provider.getVersionStr(), provider, provider);
    }

    /** The fastest that works on this machine. */
    public static SigningProvider fastest() {
        return named("auto");
    }

    /** @param choice as {@code SIGNET_CRYPTO_PROVIDER} has it; one that does not work here is an {@link IllegalStateException} */
    public static SigningProvider named(String choice) {
        return ProviderChoice.ofThisMachine().choose(new CryptoProperties(choice).choice());
    }

    /** A signature object that is ready for the first record. */
    public Signature signer(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return signer(algorithm, privateKey(algorithm, pkcs8));
    }

    private Signature signer(Algorithm algorithm, PrivateKey key) throws GeneralSecurityException {
        var signature = signature(algorithm);
        signature.initSign(key);
        return signature;
    }

    public PrivateKey privateKey(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return keys(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** @param encoded a SubjectPublicKeyInfo */
    public PublicKey publicKey(Algorithm algorithm, byte[] encoded) throws GeneralSecurityException {
        return keys(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** A signature object that is ready to check the first record's. */
    Signature verifier(Algorithm algorithm, PublicKey key) throws GeneralSecurityException {
        var signature = signature(algorithm);
        signature.initVerify(key);
        return signature;
    }

    /** For a text now and then; records of one batch share a {@link #signer}. */
    public byte[] sign(Algorithm algorithm, PrivateKey key, byte[] text) throws GeneralSecurityException {
        var signature = signer(algorithm, key);
        signature.update(text);
        return signature.sign();
    }

    /** Whether this is the key's signature over just this text. */
    public boolean verifies(Algorithm algorithm, PublicKey key, byte[] text, byte[] signature)
            throws GeneralSecurityException {
        var verifier = verifier(algorithm, key);
        try {
            verifier.update(text);
            return verifier.verify(signature);
        } catch (SignatureException | ProviderException | ArithmeticException _) {
            return false; // what a provider cannot even read is none
        }
    }

    private Signature signature(Algorithm algorithm) throws GeneralSecurityException {
        var signature = Signature.getInstance(
                switch (algorithm) {
                    case ED25519 -> "Ed25519";
                    case ES256 -> "SHA256withECDSAinP1363Format";
                    case PS256 -> "RSASSA-PSS";
                    case ML_DSA_65 -> "ML-DSA-65";
                },
                provider(algorithm));
        if (algorithm == Algorithm.PS256) {
            signature.setParameter(PSS);
        }
        return signature;
    }

    private KeyFactory keys(Algorithm algorithm) throws GeneralSecurityException {
        var type = switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ES256 -> "EC";
            case PS256 -> "RSA";
            case ML_DSA_65 -> "ML-DSA-65";
        };
        var provider = provider(algorithm);
        // ACCP signs with Ed25519 keys but does not read them; the JDK does.
        return provider.getService("KeyFactory", type) == null
                ? KeyFactory.getInstance(type)
                : KeyFactory.getInstance(type, provider);
    }

    private Provider provider(Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519, ES256 -> curves;
            case PS256 -> rsa;
            case ML_DSA_65 -> LATTICES;
        };
    }
}
