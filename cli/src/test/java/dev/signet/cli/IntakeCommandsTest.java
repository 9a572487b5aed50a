package dev.signet.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.hpke.HPKE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What came in as messages, listed, and read back by who has the key. */
class IntakeCommandsTest {
    private final FakeSignet signet = new FakeSignet();
    private final KeyPair pair = pair();

    @TempDir
    private Path directory;

    private Path key;

    @BeforeEach
    void writeKey() throws IOException {
        key = write("private.pem", pair.getPrivate().getEncoded());
    }

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void rowsAreListedAsTheyAreStored() {
        signet.answers("GET /api/v1/intake/login?limit=100&user=u1&from=2026-11-21T00%3A00%3A00Z", page("null"));

        assertThat(signet.run("intake", "list", "login", "--user", "u1", "--from", "2026-11-21T00:00:00Z"))
                .isZero();
        assertThat(signet.out()).contains("h1.AAAA").contains("2026-11-21T10:00:00Z");
    }

    @Test
    void rowsAreListedAndReadBackOfTheKeyringThatIsNamed() throws Exception {
        signet.answers("GET /api/v1/intake/login?limit=100&keyring=invoices&user=u1", page("null"));
        signet.answers("GET /api/v1/intake/login?limit=500&keyring=invoices", page("null"));

        assertThat(signet.run("intake", "list", "login", "--keyring", "invoices", "--user", "u1"))
                .isZero();
        assertThat(signet.run("intake", "recover", "login", "--keyring", "invoices", "--key", key.toString()))
                .isZero();
    }

    @Test
    void originalsTakeThePlaceOfWhatIsMaskedOrEncrypted() throws Exception {
        signet.answers(
                "GET /api/v1/intake/login?limit=500", page("\"" + sealed("login|", "{\"ip\":\"192.0.2.1\"}") + "\""));

        assertThat(signet.run("intake", "recover", "login", "--key", key.toString(), "-o", "ndjson"))
                .isZero();
        assertThat(signet.out())
                .isEqualTo(
                        "{\"recordId\":\"7\",\"occurredAt\":\"2026-11-21T10:00:00Z\",\"fields\":{\"ip\":\"192.0.2.1\",\"note\":\"private\"}}\n");
    }

    @Test
    void withoutAnOriginalTheMaskedValueStays() throws Exception {
        signet.answers("GET /api/v1/intake/login?limit=500", page("null"));

        assertThat(signet.run("intake", "recover", "login", "--key", key.toString(), "-o", "ndjson"))
                .isZero();
        assertThat(signet.out()).contains("\"ip\":\"h1.AAAA\",\"note\":\"private\"");
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        signet.answers("GET /api/v1/intake/login?limit=500", page("null"));
        var other = write("other.pem", pair().getPrivate().getEncoded());

        assertThat(signet.run("intake", "recover", "login", "--key", other.toString()))
                .isEqualTo(1);
        assertThat(signet.err()).contains("was not sealed to this key");
    }

    @Test
    void whatIsNoKeyAndWhatIsNoTypeIsRefused() throws IOException {
        var publicKey = write("public.pem", pair.getPublic().getEncoded());

        assertThat(signet.run("intake", "recover", "login", "--key", publicKey.toString()))
                .isEqualTo(2);
        assertThat(signet.err()).contains("is no X25519 private key in PEM");
        assertThat(signet.run(
                        "intake",
                        "recover",
                        "login",
                        "--key",
                        directory.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(signet.run("intake", "list", "../runs")).isEqualTo(2);
    }

    private String page(String recovery) {
        return """
                {"items":[{"recordId":"7","occurredAt":"2026-11-21T10:00:00Z","receivedAt":"2026-11-21T10:00:01Z","status":"SIGNED",
                 "fields":{"ip":"h1.AAAA","note":"e1.%s"},"seen":{"ip":12},"recovery":%s}]}
                """.formatted(sealed("login|note", "\"private\""), recovery);
    }

    private String sealed(String binding, String original) {
        try {
            var hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);
            var encoded = pair.getPublic().getEncoded();
            var context = hpke.setupBaseS(
                    hpke.deserializePublicKey(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)),
                    "signet intake recovery v1".getBytes(US_ASCII));
            var salt = new byte[16];
            var nonce = new byte[12];
            var bound = binding.getBytes(UTF_8);
            var exported = ByteBuffer.allocate(16 + bound.length).put(salt).put(bound);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(context.export(exported.array(), 32), "AES"),
                    new GCMParameterSpec(128, nonce));
            cipher.updateAAD(bound);
            var ciphertext = cipher.doFinal(original.getBytes(UTF_8));
            var all = ByteBuffer.allocate(32 + 16 + 12 + ciphertext.length)
                    .put(context.getEncapsulation())
                    .put(salt)
                    .put(nonce)
                    .put(ciphertext);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Path write(String name, byte[] encoded) throws IOException {
        var base64 = Base64.getMimeEncoder().encodeToString(encoded);
        return Files.writeString(
                directory.resolve(name), "-----BEGIN KEY-----\n%s\n-----END KEY-----\n".formatted(base64));
    }
}
