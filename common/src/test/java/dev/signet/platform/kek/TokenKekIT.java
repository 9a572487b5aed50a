package dev.signet.platform.kek;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.platform.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.AEADBadTagException;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token of software: Debian's SoftHSM. */
class TokenKekIT {
    private static final Path MODULE = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "123456";
    private static final byte[] SECRET = "a data key of 32 bytes, as it is".getBytes(US_ASCII);
    private static final byte[] CONTEXT = "context".getBytes(US_ASCII);

    @TempDir
    private static Path directory;

    private static Path pin = Path.of("");

    @BeforeAll
    static void makeToken() throws Exception {
        assumeTrue(Files.exists(MODULE), "skipped: no PKCS#11 token here; the Debian package softhsm2 has one");
        var tokens = Files.createDirectory(directory.resolve("tokens"));
        Files.writeString(
                Path.of(Optional.ofNullable(System.getenv("SOFTHSM2_CONF")).orElseThrow()),
                "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n".formatted(tokens));
        run("softhsm2-util", "--init-token", "--free", "--label", "signet", "--pin", PIN, "--so-pin", PIN);
        pin = Files.writeString(directory.resolve("pin"), PIN + "\n");
        makeKey("one");
        makeKey("two");
    }

    @Test
    void whatIsSealedInATokenIsOpenedThereAndNothingElseIs() throws AEADBadTagException {
        var key = source("object=one", pin).keys().getFirst();

        var sealed = key.seal(SECRET, CONTEXT);

        assertThat(key.open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThat(key.seal(SECRET, CONTEXT)).isNotEqualTo(sealed);
        assertThatThrownBy(() -> key.open(sealed, SECRET)).isInstanceOf(AEADBadTagException.class);
        for (var at : new int[] {0, 12, sealed.length - 1}) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> key.open(changed, CONTEXT)).isInstanceOf(AEADBadTagException.class);
        }
        assertThatThrownBy(() -> key.open(new byte[5], CONTEXT)).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void keysOfATokenAreToldApartAndKnownAgain() {
        var both = source("object=two;x-previous=one", pin).keys();

        assertThat(both).extracting(SealingKey::id).doesNotHaveDuplicates().hasSize(2);
        assertThat(source("object=one", pin).keys().getFirst().id())
                .isEqualTo(both.getLast().id());
    }

    @Test
    void whatTheTokenDoesNotHaveMayCome() throws Exception {
        var source = source("object=late", pin);
        assertThatThrownBy(source::keys)
                .isInstanceOf(KekUnavailable.class)
                .hasMessage("the key is not there: the token has no secret key 'late'");

        makeKey("late");

        assertThat(source("object=late", pin).keys()).hasSize(1);
    }

    @Test
    void tokenThatDoesNotLetUsInIsToldInASentence() {
        assertThatThrownBy(() -> new TokenKek(
                                TokenLocation.parse("object=one?module-path=/nowhere.so&pin-source=" + pin), "key")
                        .keys())
                .isInstanceOf(KekUnavailable.class)
                .hasMessage("the key is not there: its token by /nowhere.so does not let us in");
    }

    private static TokenKek source(String keys, Path pinFile) {
        return new TokenKek(
                TokenLocation.parse("%s?module-path=%s&pin-source=%s".formatted(keys, MODULE, pinFile)), "key");
    }

    private static void makeKey(String label) throws GeneralSecurityException, IOException {
        var provider = Objects.requireNonNull(Security.getProvider("SunPKCS11"))
                .configure("--name = Test\nlibrary = %s\nslotListIndex = 0\n".formatted(MODULE));
        var token = KeyStore.getInstance("PKCS11", provider);
        token.load(null, PIN.toCharArray());
        var generator = KeyGenerator.getInstance("AES", provider);
        generator.init(256);
        token.setKeyEntry(label, generator.generateKey(), null, null);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
