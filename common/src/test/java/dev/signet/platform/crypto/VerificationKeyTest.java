package dev.signet.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.RecordId;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerificationKeyTest {
    private static final RecordId ID = new RecordId(42);
    private static final Bytes PAYLOAD = Bytes.wrap("{\"amount\":1}".getBytes(UTF_8));
    private static final Bytes LARGE = Bytes.wrap(new byte[3 << 20]);

    static Stream<Arguments> everyProviderAndAlgorithm() {
        return Stream.of("accp", "bouncycastle", "jdk")
                .flatMap(choice -> Arrays.stream(Algorithm.values()).map(algorithm -> Arguments.of(choice, algorithm)));
    }

    @ParameterizedTest
    @MethodSource("everyProviderAndAlgorithm")
    void verifiesJustWhatWasSigned(String choice, Algorithm algorithm) throws GeneralSecurityException {
        var provider = provider(choice);
        var pair = pair(algorithm);
        var id = Jwk.of(publicKey(pair)).thumbprint();
        var verifier = VerificationKey.of(id, publicKey(pair), provider).verifier();
        var signature = sign(provider, algorithm, id, pair, PAYLOAD);

        assertThat(verifier.verifies(ID, PAYLOAD, signature)).isTrue();
        assertThat(verifier.verifies(new RecordId(43), PAYLOAD, signature)).isFalse();
        assertThat(verifier.verifies(ID, Bytes.wrap(new byte[1]), signature)).isFalse();
        assertThat(verifier.verifies(ID, PAYLOAD, flipped(signature))).isFalse();
        for (var length : new int[] {0, 1, 63, 64, 65, 384, 8000}) {
            assertThat(verifier.verifies(ID, PAYLOAD, Bytes.wrap(new byte[length])))
                    .isFalse();
        }
        assertThat(verifier.verifies(ID, PAYLOAD, signature))
                .as("after all that")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyProviderAndAlgorithm")
    void recordsOfAnySizeAreVerified(String choice, Algorithm algorithm) throws GeneralSecurityException {
        var provider = provider(choice);
        var pair = pair(algorithm);
        var id = Jwk.of(publicKey(pair)).thumbprint();
        var verifier = VerificationKey.of(id, publicKey(pair), provider).verifier();
        // Bouncy Castle signs what ACCP does not take
        var signature = sign(provider("bouncycastle"), algorithm, id, pair, LARGE);

        assertThat(verifier.verifies(ID, LARGE, signature)).isTrue();
        assertThat(verifier.verifies(ID, LARGE, flipped(signature))).isFalse();
    }

    @Test
    void keyThatIsNotTheOneItsIdNamesIsRefused() throws GeneralSecurityException {
        var pair = pair(Algorithm.ED25519);
        var another = Jwk.of(publicKey(pair(Algorithm.ED25519))).thumbprint();

        assertThatThrownBy(() -> VerificationKey.of(another, publicKey(pair), SigningProvider.fastest()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is said to be " + another);
    }

    private static SigningProvider provider(String choice) {
        try {
            return SigningProvider.named(choice);
        } catch (IllegalStateException e) {
            return abort("skipped: " + e.getMessage());
        }
    }

    private static KeyPair pair(Algorithm algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(
                switch (algorithm) {
                    case ED25519 -> "Ed25519";
                    case ES256 -> "EC";
                    case PS256 -> "RSA";
                    case ML_DSA_65 -> "ML-DSA-65";
                });
        switch (algorithm) {
            case ED25519, ML_DSA_65 -> {}
            case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            case PS256 -> generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private static Bytes publicKey(KeyPair pair) {
        return Bytes.wrap(pair.getPublic().getEncoded());
    }

    private static Bytes sign(SigningProvider provider, Algorithm algorithm, KeyId key, KeyPair pair, Bytes payload)
            throws GeneralSecurityException {
        var input = new SigningInput(algorithm, key);
        var signer = provider.signer(algorithm, pair.getPrivate().getEncoded());
        signer.update(input.header(ID));
        var encoded = input.payload(payload.unsafeArray());
        signer.update(encoded, 0, input.length());
        return Bytes.wrap(signer.sign());
    }

    private static Bytes flipped(Bytes signature) {
        var bytes = signature.toArray();
        bytes[bytes.length / 2] ^= 1;
        return Bytes.wrap(bytes);
    }
}
