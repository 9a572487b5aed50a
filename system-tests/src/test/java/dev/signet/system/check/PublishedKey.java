package dev.signet.system.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A public key and what it is known by, worked out from the key itself.
 *
 * @param id the RFC 7638 thumbprint
 * @param jwsName the {@code alg} of what it signs
 * @param raw its bytes without what stands around them in an encoding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PublishedKey(String id, String jwsName, PublicKey key, byte[] raw) {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /** @param spki SubjectPublicKeyInfo, whose tail is the point itself for both kinds of curve */
    static PublishedKey of(byte[] spki) throws GeneralSecurityException {
        return switch (spki.length) {
            case 44 -> {
                var x = tail(spki, 32);
                yield of("EdDSA", read("Ed25519", spki), x, """
                        {"crv":"Ed25519","kty":"OKP","x":"%s"}""".formatted(encoded(x)));
            }
            case 91 -> {
                var point = tail(spki, 64);
                yield of("ES256", read("EC", spki), point, """
                        {"crv":"P-256","kty":"EC","x":"%s","y":"%s"}""".formatted(
                                encoded(Arrays.copyOf(point, 32)), encoded(tail(point, 32))));
            }
            case 1974 -> {
                var pub = tail(spki, 1952);
                yield of("ML-DSA-65", read("ML-DSA-65", spki), pub, """
                        {"alg":"ML-DSA-65","kty":"AKP","pub":"%s"}""".formatted(encoded(pub)));
            }
            default -> {
                var rsa = (RSAPublicKey) read("RSA", spki);
                var n = bytes(rsa.getModulus());
                yield of("PS256", rsa, n, """
                        {"e":"%s","kty":"RSA","n":"%s"}""".formatted(encoded(bytes(rsa.getPublicExponent())), encoded(n)));
            }
        };
    }

    /** Empty when these bytes are no public key that Signet signs for. */
    static Optional<PublishedKey> find(byte[] spki) {
        try {
            return Optional.of(of(spki));
        } catch (GeneralSecurityException | ClassCastException _) {
            return Optional.empty();
        }
    }

    private static PublishedKey of(String jwsName, PublicKey key, byte[] raw, String canonical)
            throws GeneralSecurityException {
        var thumbprint = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(US_ASCII));
        return new PublishedKey(encoded(thumbprint), jwsName, key, raw);
    }

    private static PublicKey read(String type, byte[] spki) throws GeneralSecurityException {
        return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(spki));
    }

    private static byte[] tail(byte[] bytes, int length) {
        return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }

    private static String encoded(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    /** Without the zero byte that only says that the number is positive. */
    static byte[] bytes(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? tail(bytes, bytes.length - 1) : bytes;
    }
}
