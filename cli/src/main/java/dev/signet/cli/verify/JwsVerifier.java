package dev.signet.cli.verify;

import dev.signet.cli.server.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/** Verifies one JWS after the other. Belongs to one thread. */
final class JwsVerifier {
    private static final ObjectReader HEADER =
            Json.MAPPER.readerFor(Header.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final String TYPE = "signet-record+jws";

    private static final int LARGE = 1_000_000;

    private final KeySet keys;
    private final Map<String, Signature> verifiers = new HashMap<>();

    JwsVerifier(KeySet keys) {
        this.keys = keys;
    }

    /** Exactly these four; one more could change what the signature means ({@code crit}, {@code b64}). */
    private record Header(
            @Nullable String alg,
            @Nullable String kid,
            @Nullable String typ,
            @Nullable String rid) {}

    /** Returns when the signature is right in every respect. */
    void verify(SignatureLine line) throws NotVerified {
        var key = keys.find(line.keyId());
        if (key == null) {
            throw new NotVerified(Rule.KEY_KNOWN, "its key %s is not in jwks.json".formatted(line.keyId()));
        }
        checkHeader(header(line.header()), key, line);
        bytes(line.payload());
        var signature = bytes(line.signature());
        try {
            var verifier = line.payload().length() < LARGE ? verifierOf(key) : key.verifierOfLarge();
            verifier.update(line.header().getBytes(StandardCharsets.US_ASCII));
            verifier.update((byte) '.');
            verifier.update(line.payload().getBytes(StandardCharsets.US_ASCII));
            require(verifier.verify(signature), "the signature does not match");
        } catch (GeneralSecurityException e) {
            verifiers.remove(key.id());
            throw new NotVerified("the signature does not match");
        }
    }

    private static void checkHeader(Header header, VerificationKey key, SignatureLine line) throws NotVerified {
        var alg = key.algorithm().jwsName;
        var label = key.algorithm() == VerificationKey.JwsAlgorithm.EDDSA ? "Ed25519" : alg;
        require(alg.equals(header.alg()), "its header says alg " + header.alg());
        require(label.equals(line.algorithm()), "it is listed as " + line.algorithm());
        require(key.id().equals(header.kid()), "its header names key " + header.kid());
        require(TYPE.equals(header.typ()), "its header says typ " + header.typ());
        require(Long.toString(line.recordId()).equals(header.rid()), "its signature is that of record " + header.rid());
    }

    private Signature verifierOf(VerificationKey key) throws GeneralSecurityException {
        var verifier = verifiers.get(key.id());
        if (verifier == null) {
            verifier = key.verifier();
            verifiers.put(key.id(), verifier);
        }
        return verifier;
    }

    private static Header header(String base64Url) throws NotVerified {
        try {
            return HEADER.readValue(bytes(base64Url));
        } catch (JacksonException e) {
            throw new NotVerified("its header is not the one that Signet writes");
        }
    }

    private static byte[] bytes(String base64Url) throws NotVerified {
        try {
            require(base64Url.indexOf('=') < 0, "it is not base64url without padding");
            return Base64.getUrlDecoder().decode(base64Url);
        } catch (IllegalArgumentException e) {
            throw new NotVerified("it is not base64url");
        }
    }

    private static void require(boolean condition, String reason) throws NotVerified {
        if (!condition) {
            throw new NotVerified(reason);
        }
    }
}
