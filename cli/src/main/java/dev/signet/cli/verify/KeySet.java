package dev.signet.cli.verify;

import dev.signet.cli.verify.LedgerSource.Jwk;
import dev.signet.cli.verify.VerificationKey.JwsAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The public keys of a JWK set, each checked to be the one that its id is the thumbprint of (RFC 7638). */
final class KeySet {
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] ML_DSA_65_PREFIX =
            HexFormat.of().parseHex("308207b2300b0609608648016503040312038207a100");
    private static final int ML_DSA_65_BYTES = 1952;
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 16_384;

    private final List<Provider> providers;
    private final Map<String, VerificationKey> byId = new HashMap<>();

    private KeySet(List<Provider> providers) {
        this.providers = providers;
    }

    /** A key that cannot be used is a finding; it is left out. */
    static KeySet of(LedgerSource.Jwks jwks, List<Provider> providers, Findings findings) {
        var keys = new KeySet(providers);
        for (var jwk : jwks.keys()) {
            try {
                keys.add(jwk);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                findings.add(
                        Rule.CONSISTENT, "key %s of jwks.json is unusable: %s".formatted(jwk.kid(), e.getMessage()));
            }
        }
        return keys;
    }

    @Nullable VerificationKey find(String id) {
        return byId.get(id);
    }

    /** What computes, for people to read. */
    String providers() {
        return byId.values().stream()
                .map(key -> key.provider().getName() + " " + key.provider().getVersionStr())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void add(Jwk jwk) throws GeneralSecurityException {
        var key = read(jwk);
        if (byId.putIfAbsent(key.id(), key) != null) {
            throw new GeneralSecurityException("it stands there twice");
        }
    }

    private VerificationKey read(Jwk jwk) throws GeneralSecurityException {
        var type = jwk.kty() + (jwk.crv() == null ? "" : " " + jwk.crv());
        return switch (type) {
            case "OKP Ed25519" -> {
                checkThumbprint(jwk, "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(jwk.x()));
                yield VerificationKey.of(jwk.kid(), JwsAlgorithm.EDDSA, ed25519(bytes(jwk.x())), providers);
            }
            case "EC P-256" -> {
                checkThumbprint(
                        jwk,
                        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(jwk.x(), jwk.y()));
                yield VerificationKey.of(
                        jwk.kid(), JwsAlgorithm.ES256, p256(number(jwk.x()), number(jwk.y())), providers);
            }
            case "RSA" -> {
                checkThumbprint(jwk, "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(jwk.e(), jwk.n()));
                yield VerificationKey.of(
                        jwk.kid(), JwsAlgorithm.PS256, rsa(number(jwk.n()), number(jwk.e())), providers);
            }
            case "AKP" -> {
                checkThumbprint(jwk, "{\"alg\":\"%s\",\"kty\":\"AKP\",\"pub\":\"%s\"}".formatted(jwk.alg(), jwk.pub()));
                yield VerificationKey.of(
                        jwk.kid(), JwsAlgorithm.ML_DSA_65, mlDsa65(jwk.alg(), bytes(jwk.pub())), providers);
            }
            default -> throw new GeneralSecurityException("its type " + type + " is unknown");
        };
    }

    private static void checkThumbprint(Jwk jwk, String canonical) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(digest).equals(jwk.kid())) {
            throw new GeneralSecurityException("its id is not its thumbprint");
        }
    }

    private static PublicKey ed25519(byte[] x) throws GeneralSecurityException {
        if (x.length != 32) {
            throw new GeneralSecurityException("an Ed25519 key has 32 bytes, not " + x.length);
        }
        return encoded("Ed25519", ED25519_PREFIX, x);
    }

    private static PublicKey mlDsa65(@Nullable String alg, byte[] pub) throws GeneralSecurityException {
        if (!"ML-DSA-65".equals(alg) || pub.length != ML_DSA_65_BYTES) {
            throw new GeneralSecurityException(
                    "of its kind only ML-DSA-65 keys are known, which have %d bytes".formatted(ML_DSA_65_BYTES));
        }
        return encoded("ML-DSA-65", ML_DSA_65_PREFIX, pub);
    }

    private static PublicKey encoded(String algorithm, byte[] prefix, byte[] key) throws GeneralSecurityException {
        var encoded = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, encoded, prefix.length, key.length);
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static PublicKey p256(BigInteger x, BigInteger y) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var curve = parameters.getParameterSpec(ECParameterSpec.class);
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    }

    private static PublicKey rsa(BigInteger n, BigInteger e) throws GeneralSecurityException {
        if (n.bitLength() < SHORTEST_RSA) {
            throw new GeneralSecurityException("an RSA key of %d bits is too short".formatted(n.bitLength()));
        }
        if (n.bitLength() > LONGEST_RSA || e.bitLength() > Integer.SIZE) {
            throw new GeneralSecurityException("an RSA key like this would take too long");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e));
    }

    private static BigInteger number(@Nullable String base64Url) throws GeneralSecurityException {
        return new BigInteger(1, bytes(base64Url));
    }

    private static byte[] bytes(@Nullable String base64Url) throws GeneralSecurityException {
        if (base64Url == null) {
            throw new GeneralSecurityException("a part of it is missing");
        }
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
