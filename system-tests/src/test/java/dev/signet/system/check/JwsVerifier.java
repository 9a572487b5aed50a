package dev.signet.system.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Rebuilds what was signed (docs/decisions/0004) and verifies it. Belongs to one thread. */
final class JwsVerifier {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final List<Provider> FASTEST_FIRST = providers();

    private final Map<String, PublishedKey> keys;
    private final Map<String, Signature> verifiers = new HashMap<>();

    JwsVerifier(Map<String, PublishedKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    boolean isRight(long recordId, byte[] payload, byte[] signature, @Nullable String keyId) {
        var key = keyId == null ? null : keys.get(keyId);
        return key != null && verifies(key, signingInput(key, recordId, payload), signature);
    }

    private static byte[] signingInput(PublishedKey key, long recordId, byte[] payload) {
        var header = """
                {"alg":"%s","kid":"%s","typ":"signet-record+jws","rid":"%d"}""".formatted(key.jwsName(), key.id(), recordId);
        return (BASE64URL.encodeToString(header.getBytes(US_ASCII)) + "." + BASE64URL.encodeToString(payload))
                .getBytes(US_ASCII);
    }

    private boolean verifies(PublishedKey key, byte[] input, byte[] signature) {
        try {
            var verifier = verifiers.get(key.id());
            if (verifier == null) {
                verifier = open(key);
                verifiers.put(key.id(), verifier);
            }
            verifier.update(input);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) { // malformed, or a verifier that has to be thrown away
            verifiers.remove(key.id());
            return false;
        }
    }

    private static Signature open(PublishedKey key) {
        for (var provider : FASTEST_FIRST) {
            try {
                var verifier = Signature.getInstance(javaName(key), provider);
                if (key.jwsName().equals("PS256")) {
                    verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                }
                verifier.initVerify(key.key());
                return verifier;
            } catch (GeneralSecurityException | RuntimeException _) {
                // the next one may know it
            }
        }
        throw new IllegalStateException("nothing here can verify " + key.jwsName());
    }

    private static String javaName(PublishedKey key) {
        return switch (key.jwsName()) {
            case "EdDSA" -> "Ed25519";
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "ML-DSA-65" -> "ML-DSA-65";
            default -> "RSASSA-PSS";
        };
    }

    private static List<Provider> providers() {
        var providers = new ArrayList<Provider>();
        try {
            var type = Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
            providers.add((Provider) type.getField("INSTANCE").get(null));
        } catch (ReflectiveOperationException | LinkageError _) {
            // it is there for some platforms only
        }
        providers.add(new BouncyCastleProvider());
        providers.addAll(List.of(Security.getProviders()));
        return providers;
    }
}
