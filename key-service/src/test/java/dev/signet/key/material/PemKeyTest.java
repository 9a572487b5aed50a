package dev.signet.key.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.Algorithm;
import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {
    private static final Optional<String> NO_PASSWORD = Optional.empty();

    @ParameterizedTest
    @EnumSource
    void keyIsTheSameAfterARoundTripThroughPem(Algorithm algorithm) {
        try (var made = KeyGenerator.generate(algorithm);
                var read = PemKey.read(pem(made.pkcs8()), NO_PASSWORD)) {
            assertThat(read.id()).isEqualTo(made.id());
            assertThat(read.algorithm()).isEqualTo(algorithm);
            assertThat(read.pkcs8()).isEqualTo(made.pkcs8());
        }
    }

    @ParameterizedTest
    @EnumSource
    void platformReadsWhatIsStored(Algorithm algorithm) throws GeneralSecurityException {
        var name = switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ES256 -> "EC";
            case PS256 -> "RSA";
            case ML_DSA_65 -> "ML-DSA-65";
        };
        try (var made = KeyGenerator.generate(algorithm)) {
            var key = KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(made.pkcs8()));

            assertThat(key.getFormat()).isEqualTo("PKCS#8");
        }
    }

    @Test
    void encryptedKeyOpensWithItsPassword() throws Exception {
        try (var made = KeyGenerator.generate(Algorithm.ED25519);
                var read = PemKey.read(encrypted(made, "open sesame"), Optional.of("open sesame"))) {
            assertThat(read.id()).isEqualTo(made.id());
        }
    }

    @Test
    void encryptedKeyIsRefusedWithoutItsPassword() throws Exception {
        try (var made = KeyGenerator.generate(Algorithm.ED25519)) {
            var pem = encrypted(made, "open sesame");

            assertThatThrownBy(() -> PemKey.read(pem, NO_PASSWORD))
                    .hasMessage("it is encrypted and no password was given");
            assertThatThrownBy(() -> PemKey.read(pem, Optional.of("open barley")))
                    .isInstanceOf(UnusableKey.class)
                    .hasMessageContaining("password is wrong")
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefused(String pem) {
        assertThatThrownBy(() -> PemKey.read(pem, Optional.of("password")))
                .isInstanceOf(UnusableKey.class)
                .hasNoCause();
    }

    @Test
    void keyOfAnotherKindIsRefusedWithTheReason() throws Exception {
        var p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        var small = KeyPairGenerator.getInstance("RSA");
        small.initialize(2048);
        var x25519 = KeyPairGenerator.getInstance("X25519");

        assertThatThrownBy(() -> PemKey.read(pem(encoded(p384)), NO_PASSWORD)).hasMessageContaining("not P-256");
        assertThatThrownBy(() -> PemKey.read(pem(encoded(small)), NO_PASSWORD)).hasMessageContaining("2048 bits");
        assertThatThrownBy(() -> PemKey.read(pem(encoded(x25519)), NO_PASSWORD))
                .hasMessageContaining("neither an Ed25519");
    }

    @Test
    void secondKeyInOneFileIsNotPassedOver() throws Exception {
        try (var one = KeyGenerator.generate(Algorithm.ED25519);
                var two = KeyGenerator.generate(Algorithm.ED25519)) {
            assertThatThrownBy(() -> PemKey.read(pem(one.pkcs8()) + pem(two.pkcs8()), NO_PASSWORD))
                    .hasMessage("it holds more than one private key; give each a file of its own");
            assertThatThrownBy(() -> PemKey.read(pem(one.pkcs8()) + encrypted(two, "x"), Optional.of("x")))
                    .hasMessageContaining("more than one private key");
        }
    }

    @Test
    void whatElseStandsBehindTheKeyIsNotLookedAt() {
        try (var made = KeyGenerator.generate(Algorithm.ED25519);
                var read = PemKey.read(
                        pem(made.pkcs8()) + "-----BEGIN WHATEVER-----\nAAAA\n-----END WHATEVER-----\n", NO_PASSWORD)) {
            assertThat(read.id()).isEqualTo(made.id());
        }
    }

    @Test
    void traditionalFormatIsRefusedWithTheWayOut() throws IOException {
        try (var key = KeyGenerator.generate(Algorithm.ES256)) {
            var text = new StringWriter();
            try (var writer = new JcaPEMWriter(text)) {
                writer.writeObject(new JcaMiscPEMGenerator(PrivateKeyInfo.getInstance(key.pkcs8())));
            }

            assertThatThrownBy(() -> PemKey.read(text.toString(), NO_PASSWORD))
                    .hasMessageContaining("openssl pkcs8 -topk8");
        }
    }

    @Test
    void closingWipesThePrivateKey() {
        var key = KeyGenerator.generate(Algorithm.ED25519);
        var pkcs8 = key.pkcs8();

        key.close();

        assertThat(pkcs8).containsOnly(0);
    }

    private static byte[] encoded(KeyPairGenerator generator) {
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    private static String pem(byte[] pkcs8) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8);
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(body);
    }

    private static String encrypted(KeyMaterial key, String password)
            throws IOException, OperatorCreationException, GeneralSecurityException {
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(password.toCharArray())
                .build();
        var privateKey = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(key.pkcs8()));
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(privateKey, encryptor));
        }
        return text.toString();
    }
}
