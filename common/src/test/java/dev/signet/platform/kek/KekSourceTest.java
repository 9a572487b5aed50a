package dev.signet.platform.kek;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.platform.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KekSourceTest {
    private static final byte[] SECRET = "secret".getBytes(US_ASCII);
    private static final byte[] CONTEXT = "context".getBytes(US_ASCII);
    private static final String ONE = "A".repeat(43) + "=\n";
    private static final String TWO = "B".repeat(42) + "A=\n";

    @TempDir
    private Path directory;

    @Test
    void fileHasTheCurrentKeyInFrontAndThoseOfBeforeBehind() throws IOException {
        var file = Files.writeString(directory.resolve("kek"), ONE + "\n" + TWO);

        var keys = source("file:" + file).keys();

        assertThat(keys).extracting(SealingKey::id).doesNotHaveDuplicates().hasSize(2);
        assertThat(keys.getFirst().id())
                .isEqualTo(KekSource.atStart(setting(null, file)).id());
    }

    @Test
    void keyInFrontSealsAndThoseOfBeforeOpenWhatTheyHaveSealed() throws Exception {
        var old = KekSource.atStart(setting(null, Files.writeString(directory.resolve("old"), ONE)));
        var both = KekSource.atStart(setting(null, Files.writeString(directory.resolve("both"), TWO + ONE)));

        assertThat(both.open(old.seal(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
        assertThat(both.ids()).containsExactlyInAnyOrder(both.id(), old.id());
        var sealed = both.seal(SECRET, CONTEXT);
        assertThat(both.open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThatThrownBy(() -> old.open(sealed, CONTEXT)).isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> both.open(sealed, SECRET)).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void fileThatIsNotThereMayComeAndOneThatMakesNoSenseStopsTheStart() throws IOException {
        var late = directory.resolve("late");
        var source = source("file:" + late);
        assertThatThrownBy(source::keys)
                .isInstanceOf(KekUnavailable.class)
                .hasMessage(
                        "the key %s cannot be read; make one with: openssl rand -base64 32 > kek, keep it safe,"
                                + " and point SIGNET_KEK_FILE to it",
                        late);

        Files.writeString(late, "%%%");
        assertThatThrownBy(source::keys)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not base64");
        Files.writeString(late, "\n");
        assertThatThrownBy(source::keys)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is empty");
        Files.writeString(late, ONE);
        assertThat(source.keys()).hasSize(1);
    }

    @Test
    void settingThatMakesNoSenseIsToldInASentence() {
        assertThatThrownBy(() -> source("vault:transit"))
                .hasMessage("SIGNET_KEK_SOURCE must begin with file:, passphrase: or pkcs11:, not 'vault:transit'");
        assertThatThrownBy(() -> KekSource.of(setting(null, null))).hasMessageContaining("no key is configured");
        assertThatThrownBy(() -> KekSource.atStart(setting("passphrase:" + directory.resolve("p"), null)))
                .hasMessageContaining("cannot be a passphrase");
        assertThatThrownBy(() -> source("pkcs11:object=kek")).hasMessageContaining("needs object= and module-path=");
        assertThatThrownBy(() -> source("pkcs11:object=kek;token=x?module-path=/lib.so"))
                .hasMessageContaining("not found by 'token'");
    }

    @Test
    void tokenIsDescribedByAUri() {
        assertThat(TokenLocation.parse(
                        "object=kek%202;x-previous=kek?module-path=/lib.so&slot-id=7&pin-source=file:/run/pin"))
                .isEqualTo(new TokenLocation(
                        Path.of("/lib.so"),
                        Optional.of("7"),
                        List.of("kek 2", "kek"),
                        Optional.of(Path.of("/run/pin"))));
    }

    @Test
    void passphraseMakesTheSameKeyAfterARestartAndNoOtherDoes() throws Exception {
        var first = passphrase();
        assertThatThrownBy(first::keys)
                .isInstanceOf(KekUnavailable.class)
                .hasMessageContaining("waits for its passphrase");
        assertThat(first.unseal("correct horse battery".toCharArray())).isTrue();
        var sealed = first.keys().getFirst().seal(SECRET, CONTEXT);

        var again = passphrase();
        assertThat(again.unseal("correct horse batterz".toCharArray())).isFalse();
        assertThatThrownBy(again::keys).isInstanceOf(KekUnavailable.class);
        assertThat(again.unseal("correct horse battery".toCharArray())).isTrue();

        assertThat(again.keys().getFirst().open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThat(Files.readString(directory.resolve("passphrase"))).startsWith("$argon2id$v=19$m=65536,t=3,p=4$");
    }

    @Test
    void shortFirstPassphraseIsRefused() {
        assertThatThrownBy(() -> passphrase().unseal("hunter2".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a passphrase has at least 12 characters");
        assertThat(directory.resolve("passphrase")).doesNotExist();
    }

    @Test
    void passphraseThatIsChangedIsInFrontAndTheOneOfBeforeIsKnownUntilItIsForgotten() {
        var kek = passphrase();
        kek.unseal("correct horse battery".toCharArray());
        var before = kek.keys().getFirst().id();

        kek.change("a staple is not a horse".toCharArray());

        assertThat(kek.keys()).extracting(SealingKey::id).hasSize(2).element(1).isEqualTo(before);
        var restarted = passphrase();
        assertThat(restarted.unseal("correct horse battery".toCharArray())).isTrue();
        assertThat(restarted.keys()).extracting(SealingKey::id).containsExactly(before);
        assertThat(restarted.unseal("a staple is not a horse".toCharArray())).isTrue();
        assertThat(restarted.keys())
                .extracting(SealingKey::id)
                .hasSize(2)
                .element(1)
                .isEqualTo(before);

        restarted.forgetOthers();
        assertThat(restarted.keys()).hasSize(1);
        assertThat(passphrase().unseal("correct horse battery".toCharArray())).isFalse();
    }

    private PassphraseKek passphrase() {
        return (PassphraseKek) source("passphrase:" + directory.resolve("passphrase"));
    }

    private static KekSource source(String location) {
        return KekSource.of(setting(location, null));
    }

    private static KekSetting setting(@Nullable String source, @Nullable Path file) {
        return new KekSetting(source, file, "key", "SIGNET_KEK");
    }
}
