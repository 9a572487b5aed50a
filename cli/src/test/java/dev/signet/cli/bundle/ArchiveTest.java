package dev.signet.cli.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.cli.verify.GeneratedRun;
import dev.signet.cli.verify.TestBundle;
import dev.signet.cli.verify.TestKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that no export wrote. */
class ArchiveTest {
    private static final List<String> ORDER =
            List.of("MANIFEST.json", "jwks.json", "leases.ndjson", "batches.ndjson", "signatures.ndjson");

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();
    private Path files;

    @TempDir
    private Path directory;

    @BeforeEach
    void bundle() throws Exception {
        files = TestBundle.of(
                GeneratedRun.of(TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519()), directory.resolve("bundle"));
    }

    private void add(TarHeader header, byte[] content) throws IOException {
        tar.write(header.toBytes(0));
        tar.write(content);
        tar.write(new byte[header.padding()]);
    }

    private void addFile(String name) throws IOException {
        var content = Files.readAllBytes(files.resolve(name));
        add(new TarHeader(name, content.length, '0'), content);
    }

    private void addAll(Stream<String> names) throws IOException {
        for (var name : names.toList()) {
            addFile(name);
        }
    }

    private Path archive() throws IOException {
        tar.write(new byte[2 * TarHeader.LENGTH]);
        var archive = directory.resolve("made.tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            tar.writeTo(out);
        }
        return archive;
    }

    private void assertRefused(String sentence) throws IOException {
        var bundle = Bundle.at(archive());
        assertThatExceptionOfType(DamagedBundle.class)
                .isThrownBy(() -> Integrity.check(bundle, _ -> {}))
                .withMessageContaining(sentence);
        try (var left = Files.list(directory)) {
            assertThat(left).hasSize(2); // nothing was unpacked
        }
    }

    @Test
    void filesMayComeInAnyOrderBehindTheManifestAndWithADotInFront() throws Exception {
        add(new TarHeader("./", 0, '5'), new byte[0]);
        var names = new ArrayList<>(ORDER.subList(1, 5)).reversed();
        names.addFirst("MANIFEST.json");
        for (var name : names) {
            var content = Files.readAllBytes(files.resolve(name));
            add(new TarHeader("./" + name, content.length, '0'), content);
        }
        var bundle = Bundle.at(archive());

        Integrity.check(bundle, _ -> {});

        try (var in = bundle.open(BundleFile.KEYS)) {
            assertThat(in).hasSameContentAs(Files.newInputStream(files.resolve("jwks.json")));
        }
    }

    @Test
    void manifestThatDoesNotComeFirstIsRefused() throws Exception {
        addAll(ORDER.reversed().stream());

        assertRefused("begins with 'signatures.ndjson'; MANIFEST.json must come first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../jwks.json", "/etc/passwd", "a/../../jwks.json", "..", "evil\u0007", "MANIFEST.json"})
    void nameThatLeadsElsewhereIsRefused(String name) throws Exception {
        addFile("MANIFEST.json");
        add(new TarHeader(name, 3, '0'), "abc".getBytes(US_ASCII));

        assertRefused("which MANIFEST.json does not name");
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '5', '6', 'x', 'g', 'L', 'S'})
    void whatIsNoPlainFileIsRefused(char type) throws Exception {
        addFile("MANIFEST.json");
        add(new TarHeader("jwks.json", 0, type), new byte[0]);

        assertRefused("'jwks.json', which is no plain file");
    }

    @Test
    void fileThatComesTwiceIsRefused() throws Exception {
        addAll(Stream.concat(ORDER.stream(), Stream.of("jwks.json")));

        assertRefused("holds jwks.json twice");
    }

    @Test
    void fileThatIsLargerThanTheManifestSaysIsRefusedBeforeItIsUnpacked() throws Exception {
        addFile("MANIFEST.json");
        tar.write(new TarHeader("signatures.ndjson", 1L << 60, '0').toBytes(0));

        assertRefused("signatures.ndjson has 1,152,921,504,606,846,976 bytes, but MANIFEST.json says");
    }

    @Test
    void manifestThatIsTooLargeIsRefusedBeforeItIsUnpacked() throws Exception {
        tar.write(new TarHeader("MANIFEST.json", 1L << 40, '0').toBytes(0));

        assertRefused("MANIFEST.json is too large to be one");
    }

    @Test
    void headerThatIsNoneIsRefused() throws Exception {
        addFile("MANIFEST.json");
        var header = new TarHeader("jwks.json", 5, '0').toBytes(0);
        header[0] = 'J';
        tar.write(header);

        assertRefused("damaged, or no tar archive");
    }

    @Test
    void emptyArchiveIsRefused() throws Exception {
        assertRefused("there is no MANIFEST.json");
    }

    @Test
    void sizesBeyondTheOctalOnesArePreserved() {
        for (var size : new long[] {0, 1, 511, 512, 077777777777L, 0100000000000L, 1L << 42}) {
            assertThat(TarHeader.of(new TarHeader("x", size, '0').toBytes(1_700_000_000))
                            .size())
                    .isEqualTo(size);
        }
    }
}
