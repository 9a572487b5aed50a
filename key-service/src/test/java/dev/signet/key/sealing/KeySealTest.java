package dev.signet.key.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.key.sealing.KeySeal.Identity;
import dev.signet.key.sealing.KeySeal.Sealed;
import dev.signet.platform.kek.KekUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySealTest {
    private static final byte[] SECRET = "a private key".getBytes(StandardCharsets.US_ASCII);
    private static final Identity ALICE = identity("A", Algorithm.ED25519, "alice");
    private static final Identity BOB = identity("B", Algorithm.ED25519, "bob");

    @TempDir
    private Path directory;

    private KeySeal seal;

    @BeforeEach
    void setUp() throws IOException {
        seal = new KeySeal(kek((byte) 1));
    }

    @Test
    void opensWhatItSealed() {
        assertThat(seal.open(ALICE, seal.seal(ALICE, SECRET).sealed())).isEqualTo(SECRET);
    }

    @Test
    void sealingTwiceGivesNothingInCommon() {
        assertThat(seal.seal(ALICE, SECRET)).isNotEqualTo(seal.seal(ALICE, SECRET));
    }

    @Test
    void keyOfAnotherRowIsNotOpened() {
        var alice = seal.seal(ALICE, SECRET).sealed();
        var bob = seal.seal(BOB, SECRET).sealed();

        assertNotOpened(BOB, alice);
        assertNotOpened(ALICE, new Sealed(bob.wrappedDataKey(), alice.privateKey()));
        assertNotOpened(ALICE, new Sealed(alice.wrappedDataKey(), bob.privateKey()));
    }

    @Test
    void editedIdentityIsNoticed() {
        var sealed = seal.seal(ALICE, SECRET).sealed();

        assertNotOpened(identity("A", Algorithm.ES256, "alice"), sealed);
        assertNotOpened(identity("A", Algorithm.ED25519, "mallory"), sealed);
    }

    @Test
    void editedAndCutOffCiphertextIsNoticed() {
        var sealed = seal.seal(ALICE, SECRET).sealed();
        var flipped = sealed.privateKey().toArray();
        flipped[flipped.length - 1] ^= 1;

        assertNotOpened(ALICE, new Sealed(sealed.wrappedDataKey(), Bytes.wrap(flipped)));
        assertNotOpened(ALICE, new Sealed(sealed.wrappedDataKey(), Bytes.wrap(new byte[5])));
    }

    @Test
    void anotherKeyEncryptionKeyOpensNothing() throws IOException {
        var sealed = seal.seal(ALICE, SECRET).sealed();
        var other = new KeySeal(kek((byte) 2));

        assertThatThrownBy(() -> other.open(ALICE, sealed)).isInstanceOf(KeyAltered.class);
        assertThat(kek((byte) 1).id()).isNotEqualTo(kek((byte) 2).id());
    }

    @Test
    void missingKeyEncryptionKeyIsRefusedWithWhatToDo() throws IOException {
        var absent = directory.resolve("absent");
        var tooShort = Files.writeString(directory.resolve("short"), "AAAA");
        var notBase64 = Files.writeString(directory.resolve("binary"), "%%%");

        assertThatThrownBy(() -> new KeyEncryptionKey(new KekProperties(null, null, null)))
                .hasMessageContaining("openssl rand -base64 32");
        assertThatThrownBy(() -> kek(absent)).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> kek(tooShort)).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> kek(notBase64)).hasMessageContaining("not base64");
    }

    @Test
    void dataKeysAreSealedAnewUnderTheKeyInFrontAndBothOpenMeanwhile() throws IOException {
        var before = seal.seal(ALICE, SECRET).sealed();
        Files.writeString(directory.resolve("both"), line((byte) 2) + line((byte) 1));
        var both = new KeySeal(kek(directory.resolve("both")));

        var anew = both.rewrap(ALICE, before);
        var after = anew.sealed();
        assertThat(anew.kekId()).isEqualTo(kek((byte) 2).id());

        assertThat(both.open(ALICE, before)).isEqualTo(SECRET);
        assertThat(both.open(ALICE, after)).isEqualTo(SECRET);
        assertThat(new KeySeal(kek((byte) 2)).open(ALICE, after)).isEqualTo(SECRET);
        assertNotOpened(ALICE, after);
        assertThatThrownBy(() -> both.rewrap(BOB, before)).isInstanceOf(KeyAltered.class);
    }

    @Test
    void nothingIsSealedOrOpenedWhileThereIsNoKeyEncryptionKey() throws IOException {
        var kek = new KeyEncryptionKey(new KekProperties(null, directory.resolve("late"), null));
        var sealed = new KeySeal(kek);
        assertThatThrownBy(() -> kek.load(Set.of())).isInstanceOf(KekUnavailable.class);

        assertThatThrownBy(() -> sealed.seal(ALICE, SECRET)).isInstanceOf(KekUnavailable.class);
        assertThat(kek.sealedBecause()).get().asString().contains("late cannot be read");

        Files.writeString(directory.resolve("late"), line((byte) 3));
        assertThatThrownBy(() -> kek.load(Set.of("another"))).isInstanceOf(KekMismatch.class);
        assertThat(kek.sealedBecause()).isPresent();
        kek.load(Set.of(kek((byte) 3).id()));
        assertThat(sealed.open(ALICE, sealed.seal(ALICE, SECRET).sealed())).isEqualTo(SECRET);
    }

    private void assertNotOpened(Identity identity, Sealed sealed) {
        assertThatThrownBy(() -> seal.open(identity, sealed)).isInstanceOf(KeyAltered.class);
    }

    private KeyEncryptionKey kek(byte filler) throws IOException {
        return kek(Files.writeString(directory.resolve("kek" + filler), line(filler)));
    }

    private static KeyEncryptionKey kek(Path file) {
        var kek = new KeyEncryptionKey(new KekProperties(null, file, null));
        kek.load(Set.of());
        return kek;
    }

    private static String line(byte filler) {
        var key = new byte[32];
        Arrays.fill(key, filler);
        return Base64.getEncoder().encodeToString(key) + "\n";
    }

    private static Identity identity(String letter, Algorithm algorithm, String publicKey) {
        return new Identity(
                new KeyId(letter.repeat(43)), algorithm, Bytes.wrap(publicKey.getBytes(StandardCharsets.US_ASCII)));
    }
}
