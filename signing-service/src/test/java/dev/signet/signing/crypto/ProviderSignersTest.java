package dev.signet.signing.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.RecordId;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.platform.crypto.RecordSigners;
import dev.signet.platform.crypto.SigningInput;
import dev.signet.platform.crypto.SigningProvider;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderSignersTest {
    private static final KeyId KEY = new KeyId("k".repeat(43));
    private static final List<Bytes> PAYLOADS = List.of(
            Bytes.wrap("{\"amount\":1}".getBytes(UTF_8)),
            Bytes.wrap(new byte[0]),
            Bytes.wrap(new byte[100_000]),
            Bytes.wrap(new byte[3 << 20]));
    private static final Map<Algorithm, KeyPair> KEYS = new EnumMap<>(Algorithm.class);

    // What libraries and openssl have not learnt yet is tested below.
    static Stream<Arguments> everyProviderAndAlgorithm() {
        return Stream.of("accp", "bouncycastle", "jdk")
                .flatMap(choice -> Stream.of(Algorithm.ED25519, Algorithm.ES256, Algorithm.PS256)
                        .map(algorithm -> Arguments.of(choice, algorithm)));
    }

    @Test
    void anotherImplementationVerifiesMlDsa() throws Exception {
        var pair = KeyPairGenerator.getInstance("ML-DSA-65").generateKeyPair();
        var signer = RecordSigners.by(SigningProvider.fastest())
                .open(Algorithm.ML_DSA_65, KEY, pair.getPrivate().getEncoded());
        var another = new BouncyCastleProvider();
        var verifier = Signature.getInstance("ML-DSA-65", another);
        verifier.initVerify(KeyFactory.getInstance("ML-DSA-65", another)
                .generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())));

        for (var payload : PAYLOADS) {
            verifier.update(
                    signingInput(Algorithm.ML_DSA_65, new RecordId(1), payload).getBytes(US_ASCII));

            assertThat(verifier.verify(signer.sign(new RecordId(1), payload))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("everyProviderAndAlgorithm")
    void joseLibraryVerifiesEveryRecordOfABatch(String choice, Algorithm algorithm) throws Exception {
        var provider = provider(choice);
        var pair = key(algorithm);
        var signer = RecordSigners.by(provider)
                .open(algorithm, KEY, pair.getPrivate().getEncoded());

        for (var i = 0; i < PAYLOADS.size(); i++) {
            var id = new RecordId(i + 1);
            var signature = signer.sign(id, PAYLOADS.get(i));

            var compact = signingInput(algorithm, id, PAYLOADS.get(i)) + "." + Base64URL.encode(signature);
            assertThat(JWSObject.parse(compact).verify(verifier(algorithm, pair)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("everyProviderAndAlgorithm")
    void opensslVerifies(String choice, Algorithm algorithm, @TempDir Path dir) throws Exception {
        var provider = provider(choice);
        var pair = key(algorithm);
        var signer = RecordSigners.by(provider)
                .open(algorithm, KEY, pair.getPrivate().getEncoded());

        var signature = signer.sign(new RecordId(1), PAYLOADS.getFirst());

        Files.writeString(dir.resolve("key.pem"), TestKeys.pem(pair));
        Files.writeString(dir.resolve("input"), signingInput(algorithm, new RecordId(1), PAYLOADS.getFirst()));
        Files.write(dir.resolve("signature"), algorithm == Algorithm.ES256 ? der(signature) : signature);
        assertThat(openssl(dir, algorithm)).isZero();
    }

    @Test
    void keyOfAnotherAlgorithmCannotSign() throws Exception {
        var rsa = key(Algorithm.PS256);
        var signers = RecordSigners.by(provider("bouncycastle"));

        assertThatThrownBy(() ->
                        signers.open(Algorithm.ED25519, KEY, rsa.getPrivate().getEncoded()))
                .isInstanceOf(CannotSign.class)
                .hasMessage("key %s cannot be used for Ed25519", KEY);
    }

    private static SigningProvider provider(String choice) {
        try {
            return SigningProvider.named(choice);
        } catch (IllegalStateException e) {
            return abort("skipped: " + e.getMessage());
        }
    }

    // One of each for all: to make one for RSA takes seconds.
    private static KeyPair key(Algorithm algorithm) throws GeneralSecurityException {
        var known = KEYS.get(algorithm);
        if (known == null) {
            known = TestKeys.of(algorithm, new BouncyCastleProvider());
            KEYS.put(algorithm, known);
        }
        return known;
    }

    private static String signingInput(Algorithm algorithm, RecordId id, Bytes payload) {
        return new String(new SigningInput(algorithm, KEY).header(id), US_ASCII) + payload.toBase64Url();
    }

    private static JWSVerifier verifier(Algorithm algorithm, KeyPair pair) throws JOSEException {
        return switch (algorithm) {
            case ED25519 -> {
                var spki = pair.getPublic().getEncoded();
                var x = Base64URL.encode(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
                yield new Ed25519Verifier(new OctetKeyPair.Builder(Curve.Ed25519, x).build());
            }
            case ES256 -> new ECDSAVerifier((ECPublicKey) pair.getPublic());
            case PS256 -> new RSASSAVerifier((RSAPublicKey) pair.getPublic());
            case ML_DSA_65 -> throw new IllegalArgumentException("not known to this library");
        };
    }

    // JWS has the two numbers side by side, openssl wants them as DER.
    private static byte[] der(byte[] p1363) throws Exception {
        var r = new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(p1363, 0, 32)));
        var s = new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(p1363, 32, 64)));
        return new DERSequence(new ASN1Integer[] {r, s}).getEncoded();
    }

    private static int openssl(Path dir, Algorithm algorithm) throws Exception {
        var command = switch (algorithm) {
            case ED25519 -> "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in input -sigfile signature";
            case ES256 -> "openssl dgst -sha256 -verify key.pem -signature signature input";
            case PS256 ->
                "openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"
                        + " -verify key.pem -signature signature input";
            case ML_DSA_65 -> throw new IllegalArgumentException("not known to every openssl");
        };
        try {
            return new ProcessBuilder(command.split(" "))
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("output").toFile())
                    .start()
                    .waitFor();
        } catch (java.io.IOException e) {
            return abort("skipped: no openssl here; Debian's package openssl has it");
        }
    }
}
