package dev.signet.system.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSearchTest {
    private static final int BUFFER = 4096;

    private final Random random = new Random(7);

    private static FileSearch searchFor(TestKey key) {
        return new FileSearch(new Needles(Map.of(key.id(), SecretForms.of(key))), BUFFER);
    }

    private boolean finds(TestKey key, byte[] written, int at) throws IOException {
        var haystack = new byte[3 * BUFFER];
        random.nextBytes(haystack);
        System.arraycopy(written, 0, haystack, at, written.length);
        return searchFor(key).inStream(new ByteArrayInputStream(haystack)).isPresent();
    }

    @Test
    void findsAKeyWhereverItLiesAcrossTheBuffersEnd() throws IOException {
        var key = TestKey.generate("Ed25519");
        var seed = Arrays.copyOfRange(key.pkcs8(), 16, 48);

        for (var at = 0; at < 2 * BUFFER + 100; at += at % BUFFER > 100 && at % BUFFER < BUFFER - 200 ? 97 : 1) {
            assertThat(finds(key, seed, at)).as("at %d", at).isTrue();
        }
        assertThat(finds(key, seed, 3 * BUFFER - seed.length)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Ed25519, 5", "EC, 5", "RSA, 2"}) // to make one for RSA takes seconds
    void findsAKeyHoweverItIsWritten(String type, int keys) throws IOException {
        for (var i = 0; i < keys; i++) {
            var key = TestKey.generate(type);
            var der = key.pkcs8();
            assertThat(finds(key, der, 1)).as("DER").isTrue();
            assertThat(finds(key, key.pem().getBytes(ISO_8859_1), 1)).as("PEM").isTrue();
            assertThat(finds(key, key.pem().replace("\n", "\\n").getBytes(ISO_8859_1), 1))
                    .as("PEM in JSON")
                    .isTrue();
            assertThat(finds(key, text(HexFormat.of().formatHex(der)), 1)).isTrue();
            assertThat(finds(key, text(HexFormat.of().withUpperCase().formatHex(der)), 1))
                    .isTrue();
            assertThat(finds(key, text(Arrays.toString(der)), 1)).isTrue();
            for (var before = 0; before < 3; before++) {
                var shifted = new byte[before + der.length];
                System.arraycopy(der, 0, shifted, before, der.length);
                assertThat(finds(key, Base64.getEncoder().encode(shifted), 1)).isTrue();
                assertThat(finds(key, Base64.getUrlEncoder().encode(shifted), 1))
                        .isTrue();
            }
        }
    }

    @Test
    void findsHalfAKey() throws IOException {
        var key = TestKey.generate("Ed25519");

        assertThat(finds(key, Arrays.copyOfRange(key.pkcs8(), 16, 32), 5)).isTrue();
        assertThat(finds(key, Arrays.copyOfRange(key.pkcs8(), 32, 48), 5)).isTrue();
    }

    @Test
    void doesNotFindWhatIsNoSecret() throws IOException {
        var key = TestKey.generate("Ed25519");

        assertThat(finds(key, key.published().raw(), 5)).isFalse();
        assertThat(finds(key, TestKey.generate("Ed25519").pkcs8(), 5)).isFalse();
        assertThat(finds(key, new byte[0], 0)).isFalse();
        assertThat(searchFor(key).inStream(new ByteArrayInputStream(new byte[0])))
                .isEmpty();
    }

    @Test
    void searchesDirectoriesToTheirDepth(@TempDir Path directory) throws IOException {
        var key = TestKey.generate("Ed25519");
        Files.writeString(directory.resolve("harmless"), "nothing");
        var deep = Files.createDirectories(directory.resolve("a/b")).resolve("file");
        Files.writeString(deep, "key: " + key.pem());

        assertThat(searchFor(key).in(List.of(directory))).containsExactly(Map.entry(deep, key.id()));
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
