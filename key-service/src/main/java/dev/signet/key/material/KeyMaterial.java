package dev.signet.key.material;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.platform.crypto.Jwk;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** One key pair in the clear. Short-lived: closing it wipes the private key. */
public final class KeyMaterial implements AutoCloseable {
    private static final int SMALLEST_RSA = 3072;
    private static final int LARGEST_RSA = 8192;

    private final Algorithm algorithm;
    private final KeyId id;
    private final Bytes publicKey;
    private final byte[] pkcs8;

    private KeyMaterial(Algorithm algorithm, PrivateKeyInfo privateKey, AsymmetricKeyParameter publicKey)
            throws IOException {
        this.algorithm = algorithm;
        this.id = Jwk.of(publicKey).thumbprint();
        this.publicKey = Bytes.wrap(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey)
                .getEncoded());
        this.pkcs8 = privateKey.getEncoded();
    }

    /** Encodes it anew, so that all keys of a kind look alike whatever they were read from. */
    static KeyMaterial of(AsymmetricKeyParameter key) throws IOException {
        return switch (key) {
            case Ed25519PrivateKeyParameters ed ->
                // version 1, without the public key: the JDK reads no other
                new KeyMaterial(
                        Algorithm.ED25519,
                        new PrivateKeyInfo(
                                new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
                                new DEROctetString(ed.getEncoded())),
                        ed.generatePublicKey());
            case ECPrivateKeyParameters ec ->
                new KeyMaterial(Algorithm.ES256, PrivateKeyInfoFactory.createPrivateKeyInfo(ec), publicKeyOf(ec));
            case RSAPrivateCrtKeyParameters rsa ->
                new KeyMaterial(Algorithm.PS256, PrivateKeyInfoFactory.createPrivateKeyInfo(rsa), publicKeyOf(rsa));
            case MLDSAPrivateKeyParameters mldsa ->
                // expanded, without the seed that it was made of: the JDK reads no other form
                new KeyMaterial(
                        Algorithm.ML_DSA_65,
                        new PrivateKeyInfo(
                                new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65),
                                new DEROctetString(mldsa.getEncoded())),
                        publicKeyOf(mldsa));
            default -> throw new UnusableKey("it is neither an Ed25519 nor a P-256 nor an RSA nor an ML-DSA-65 key");
        };
    }

    private static ECPublicKeyParameters publicKeyOf(ECPrivateKeyParameters key) {
        if (!(key.getParameters() instanceof ECNamedDomainParameters curve)
                || !curve.getName().equals(SECObjectIdentifiers.secp256r1)) {
            throw new UnusableKey("its curve is not P-256 (named prime256v1), the only one we sign with");
        }
        return new ECPublicKeyParameters(new FixedPointCombMultiplier().multiply(curve.getG(), key.getD()), curve);
    }

    private static MLDSAPublicKeyParameters publicKeyOf(MLDSAPrivateKeyParameters key) {
        if (key.getParameters() != MLDSAParameters.ml_dsa_65) {
            throw new UnusableKey("of ML-DSA, ML-DSA-65 is the only one we sign with");
        }
        return key.getPublicKeyParameters();
    }

    private static RSAKeyParameters publicKeyOf(RSAPrivateCrtKeyParameters key) {
        var bits = key.getModulus().bitLength();
        if (bits < SMALLEST_RSA || bits > LARGEST_RSA) {
            throw new UnusableKey("it is an RSA key of %d bits; from %d to %d are accepted"
                    .formatted(bits, SMALLEST_RSA, LARGEST_RSA));
        }
        if (!key.getModulus().equals(key.getP().multiply(key.getQ()))
                || !isInverse(key, key.getP())
                || !isInverse(key, key.getQ())) {
            throw new UnusableKey("its numbers do not belong together");
        }
        return new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent());
    }

    private static boolean isInverse(RSAPrivateCrtKeyParameters key, BigInteger prime) {
        return key.getExponent()
                .multiply(key.getPublicExponent())
                .mod(prime.subtract(BigInteger.ONE))
                .equals(BigInteger.ONE);
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    public KeyId id() {
        return id;
    }

    /** As SubjectPublicKeyInfo. */
    public Bytes publicKey() {
        return publicKey;
    }

    /** The private key itself, not a copy: it is gone once this is closed. */
    public byte[] pkcs8() {
        return pkcs8;
    }

    @Override
    public void close() {
        Arrays.fill(pkcs8, (byte) 0);
    }

    @Override
    public String toString() {
        return algorithm + " key " + id;
    }
}
