package dev.signet.platform.crypto;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** A public key as JSON (RFC 7517, RFC 9964), reduced to the members that its thumbprint is made of. */
public final class Jwk {
    private final Algorithm algorithm;
    private final SortedMap<String, String> members;

    private Jwk(Algorithm algorithm, Map<String, String> members) {
        this.algorithm = algorithm;
        this.members = new TreeMap<>(members);
    }

    /** @param publicKey a SubjectPublicKeyInfo, as an X.509 certificate has it */
    public static Jwk of(Bytes publicKey) {
        try {
            return of(PublicKeyFactory.createKey(publicKey.unsafeArray()));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a SubjectPublicKeyInfo", e);
        }
    }

    public static Jwk of(AsymmetricKeyParameter key) {
        return switch (key) {
            case Ed25519PublicKeyParameters ed ->
                new Jwk(Algorithm.ED25519, Map.of("kty", "OKP", "crv", "Ed25519", "x", base64Url(ed.getEncoded())));
            case ECPublicKeyParameters ec ->
                new Jwk(
                        Algorithm.ES256,
                        Map.of(
                                "kty",
                                "EC",
                                "crv",
                                "P-256",
                                "x",
                                base64Url(ec.getQ().getAffineXCoord().getEncoded()),
                                "y",
                                base64Url(ec.getQ().getAffineYCoord().getEncoded())));
            case RSAKeyParameters rsa ->
                new Jwk(
                        Algorithm.PS256,
                        Map.of("kty", "RSA", "n", unsigned(rsa.getModulus()), "e", unsigned(rsa.getExponent())));
            case MLDSAPublicKeyParameters mldsa
            when mldsa.getParameters() == MLDSAParameters.ml_dsa_65 ->
                new Jwk(
                        Algorithm.ML_DSA_65,
                        Map.of("kty", "AKP", "alg", "ML-DSA-65", "pub", base64Url(mldsa.getEncoded())));
            default ->
                throw new IllegalArgumentException(
                        "no JWK for a " + key.getClass().getSimpleName());
        };
    }

    /** The one that we sign with by keys of this kind. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** The RFC 7638 thumbprint, by which the key is known everywhere. */
    public KeyId thumbprint() {
        var canonical = members.entrySet().stream()
                .map(member -> "\"%s\":\"%s\"".formatted(member.getKey(), member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return new KeyId(base64Url(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
    }

    /** The members to publish. Without {@code alg}, where it is no part of the key: libraries refuse to mix the old and the new name of EdDSA. */
    public Map<String, String> published() {
        var published = new LinkedHashMap<String, String>();
        published.put("kid", thumbprint().value());
        published.put("use", "sig");
        published.putAll(members);
        return published;
    }

    private static String unsigned(BigInteger value) {
        var bytes = value.toByteArray();
        var sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return base64Url(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String base64Url(byte[] bytes) {
        return Bytes.wrap(bytes).toBase64Url();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
