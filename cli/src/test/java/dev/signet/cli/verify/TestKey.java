package dev.signet.cli.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** A key pair that signs as the format says, by the JDK alone. */
public final class TestKey {
    private final KeyPair pair;
    private final ObjectNode jwk;
    private final String alg;

    private TestKey(KeyPair pair, String alg, ObjectNode jwk) throws GeneralSecurityException {
        this.pair = pair;
        this.alg = alg;
        var thumbprint =
                MessageDigest.getInstance("SHA-256").digest(jwk.toString().getBytes(StandardCharsets.UTF_8));
        this.jwk = jwk.put("kid", base64Url(thumbprint)).put("use", "sig");
    }

    public static TestKey ed25519() throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var x = Arrays.copyOfRange(pair.getPublic().getEncoded(), 12, 44);
        var jwk = GeneratedRun.node().put("crv", "Ed25519").put("kty", "OKP").put("x", base64Url(x));
        return new TestKey(pair, "EdDSA", jwk);
    }

    public static TestKey es256() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var point = ((ECPublicKey) pair.getPublic()).getW();
        var jwk = GeneratedRun.node()
                .put("crv", "P-256")
                .put("kty", "EC")
                .put("x", base64Url(fixed(point.getAffineX(), 32)))
                .put("y", base64Url(fixed(point.getAffineY(), 32)));
        return new TestKey(pair, "ES256", jwk);
    }

    public static TestKey ps256() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var key = (RSAPublicKey) pair.getPublic();
        var jwk = GeneratedRun.node()
                .put("e", base64Url(key.getPublicExponent().toByteArray()))
                .put("kty", "RSA")
                .put("n", base64Url(fixed(key.getModulus(), 256)));
        return new TestKey(pair, "PS256", jwk);
    }

    public static TestKey mlDsa65() throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("ML-DSA-65").generateKeyPair();
        var spki = pair.getPublic().getEncoded();
        var pub = Arrays.copyOfRange(spki, spki.length - 1952, spki.length);
        var jwk = GeneratedRun.node().put("alg", "ML-DSA-65").put("kty", "AKP").put("pub", base64Url(pub));
        return new TestKey(pair, "ML-DSA-65", jwk);
    }

    public String id() {
        return jwk.get("kid").asString();
    }

    public String label() {
        return "EdDSA".equals(alg) ? "Ed25519" : alg;
    }

    ObjectNode jwk() {
        return jwk;
    }

    public String pem() {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(lines.encodeToString(pair.getPublic().getEncoded()));
    }

    @Override
    public String toString() {
        return alg;
    }

    /** Header, payload and signature, in base64url. */
    public String[] sign(long recordId, String payload) throws GeneralSecurityException {
        return sign(
                "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"signet-record+jws\",\"rid\":\"%d\"}"
                        .formatted(alg, id(), recordId),
                payload);
    }

    String[] sign(String header, String payload) throws GeneralSecurityException {
        var encodedHeader = base64Url(header.getBytes(StandardCharsets.UTF_8));
        var encodedPayload = base64Url(payload.getBytes(StandardCharsets.UTF_8));
        var signature = signature();
        signature.initSign(pair.getPrivate());
        signature.update((encodedHeader + "." + encodedPayload).getBytes(StandardCharsets.US_ASCII));
        return new String[] {encodedHeader, encodedPayload, base64Url(signature.sign())};
    }

    private Signature signature() throws GeneralSecurityException {
        return switch (alg) {
            case "EdDSA" -> Signature.getInstance("Ed25519");
            case "ML-DSA-65" -> Signature.getInstance("ML-DSA-65");
            case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
            default -> {
                var signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield signature;
            }
        };
    }

    private static byte[] fixed(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var result = new byte[length];
        var from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, result, length - (bytes.length - from), bytes.length - from);
        return result;
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
