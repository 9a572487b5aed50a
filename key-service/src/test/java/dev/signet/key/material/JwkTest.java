package dev.signet.key.material;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.platform.crypto.Jwk;
import java.math.BigInteger;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JwkTest {
    private static final Base64.Decoder BASE64URL = Base64.getUrlDecoder();

    @Test
    void thumbprintIsThatOfTheExampleInRfc7638() {
        var modulus = BASE64URL.decode(
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
                        + "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Qvz"
                        + "qY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4"
                        + "lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw");
        var key = new RSAKeyParameters(false, new BigInteger(1, modulus), new BigInteger(1, BASE64URL.decode("AQAB")));

        assertThat(Jwk.of(key).thumbprint()).hasToString("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void thumbprintIsThatOfTheExampleInRfc8037() {
        var key = new Ed25519PublicKeyParameters(BASE64URL.decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));

        assertThat(Jwk.of(key).thumbprint()).hasToString("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void mlDsaKeyIsOneOfRfc9964WhoseAlgIsPartOfItsThumbprint() {
        try (var key = KeyGenerator.generate(Algorithm.ML_DSA_65)) {
            var published = Jwk.of(key.publicKey()).published();

            assertThat(published.keySet()).containsExactly("kid", "use", "alg", "kty", "pub");
            assertThat(published).containsEntry("kty", "AKP").containsEntry("alg", "ML-DSA-65");
            assertThat(Bytes.ofBase64Url(String.valueOf(published.get("pub"))).length())
                    .isEqualTo(1952);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ML_DSA_65")
    void publishedKeyHasItsIdAndNoAlg(Algorithm algorithm) {
        try (var key = KeyGenerator.generate(algorithm)) {
            assertThat(Jwk.of(key.publicKey()).published())
                    .containsEntry("kid", key.id().value())
                    .containsEntry("use", "sig")
                    .containsKey("kty")
                    .doesNotContainKeys("alg", "d");
        }
    }

    @Test
    void coordinatesAreAsLongAsTheField() {
        for (var i = 0; i < 300; i++) {
            try (var key = KeyGenerator.generate(Algorithm.ES256)) {
                var published = Jwk.of(key.publicKey()).published();

                assertThat(Bytes.ofBase64Url(String.valueOf(published.get("x"))).length())
                        .isEqualTo(32);
                assertThat(Bytes.ofBase64Url(String.valueOf(published.get("y"))).length())
                        .isEqualTo(32);
            }
        }
    }
}
