package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import dev.signet.cli.verify.GeneratedRun;
import dev.signet.cli.verify.TestBundle;
import dev.signet.cli.verify.TestKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What a bundle has to say, and what it may not do, to those who verify it. */
class VerifyFileTest {
    private static final String BIDI_AND_ESCAPE = "\u202e\u001b[2J";

    private static final List<String> NONSENSE = List.of(
            "null",
            "-1",
            "0",
            "9223372036854775807",
            "1e400",
            "1.5",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"x\"",
            "\"=\"",
            "\"AAAA\"");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private GeneratedRun run;

    @TempDir
    private Path directory;

    @BeforeEach
    void goodRun() throws Exception {
        run = GeneratedRun.of(TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519());
    }

    private int verify(Path bundle) {
        var terminal = Terminal.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return SignetCli.run(terminal, "verify", "file", bundle.toString());
    }

    private Path bundle() throws Exception {
        return TestBundle.of(run, directory.resolve("bundle"));
    }

    private Path archive() throws Exception {
        return TestBundle.of(run, directory.resolve("bundle.tar.gz"));
    }

    private void assertRefused(Path bundle, String sentence) {
        assertThat(verify(bundle)).as(out()).isEqualTo(1);
        assertThat(err().lines().skip(1))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("signet: ")
                .contains(sentence);
        assertThat(out()).isEmpty();
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static void edit(Path file, UnaryOperator<String> change) throws IOException {
        var text = Files.readString(file);
        var changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
    }

    private static void editManifest(Path bundle, Consumer<ObjectNode> change) throws IOException {
        edit(bundle.resolve("MANIFEST.json"), text -> {
            var manifest = (ObjectNode) Json.MAPPER.readTree(text);
            change.accept(manifest);
            return manifest.toString();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.tar.gz"})
    void reportSaysWhatWasChecked(String name) throws Exception {
        assertThat(verify(TestBundle.of(run, directory.resolve(name)))).isZero();

        assertThat(out())
                .contains("Bundle:   whole, of 2026-01-01T00:01:00Z, by signet 1.2.3, run 1 in batches of 5")
                .contains("all that was ever signed")
                .contains("Checked:  60 signatures, 60 records, 0 signed twice, 0 keys used at once,")
                .contains("Proved:   every signature verifies and every rule was kept.");
    }

    @Test
    void bundleOfARunThatGoesOnSaysWhatItCovers() throws Exception {
        var running = TestBundle.of(run, directory.resolve("running"), false, 20);

        assertThat(verify(running)).isZero();
        assertThat(out())
                .contains(
                        "taken while signing went on: all that was signed by 2026-01-01T00:00:00Z (tick 20 of the ledger)");
    }

    @Test
    void figuresCanBeHadAsJson() throws Exception {
        var terminal = Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8), System.err);

        assertThat(SignetCli.run(terminal, "verify", "file", "-o", "json", bundle().toString()))
                .isZero();
        assertThat(Json.MAPPER.readTree(out()).get("verified").asInt()).isEqualTo(60);
    }

    @Test
    void missingSignatureExits10() throws Exception {
        run.signatures.remove(7);

        assertThat(verify(bundle())).isEqualTo(10);
        assertThat(out()).contains("has 5 records but 4 signatures");
    }

    @Test
    void wrongSignatureExits12() throws Exception {
        run.signatures.getFirst().put("payload", "e30");

        assertThat(verify(bundle())).isEqualTo(12);
        assertThat(out()).contains("record 1: the signature does not match");
    }

    @Test
    void unknownKeyExits13() throws Exception {
        run.jwks.removeLast();

        assertThat(verify(bundle())).isEqualTo(13);
        assertThat(out()).contains("is not in jwks.json");
    }

    @Test
    void recordSignedTwiceExits14() throws Exception {
        run.signatures.add(8, run.signatures.get(7));

        assertThat(verify(bundle())).isEqualTo(14);
        assertThat(out()).contains("signed twice, or out of order");
    }

    @Test
    void leaseThatWasFencedExits14() throws Exception {
        run.leaseOf("5", "STORED").put("outcome", "FENCED");

        assertThat(verify(bundle())).isEqualTo(14);
        assertThat(out()).contains("which was fenced");
    }

    @Test
    void batchThatIsListedTwiceExits14() throws Exception {
        run.batches.add(run.batches.getFirst());

        assertThat(verify(bundle())).isEqualTo(14);
        assertThat(out()).contains("batch 1 is listed twice");
    }

    @Test
    void pathThatIsNotThereExits5() {
        assertThat(verify(directory.resolve("nowhere"))).isEqualTo(5);
        assertThat(err()).contains("signet: there is no ").contains("nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwks.json", "batches.ndjson", "leases.ndjson", "signatures.ndjson"})
    void changedByteIsFound(String file) throws Exception {
        var bundle = bundle();
        edit(bundle.resolve(file), text -> text.replaceFirst("1", "2"));

        assertRefused(bundle, file + " was changed since it was written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwks.json", "batches.ndjson", "leases.ndjson", "signatures.ndjson"})
    void fileThatWasCutOffIsFound(String file) throws Exception {
        var bundle = bundle();
        edit(bundle.resolve(file), text -> text.substring(0, text.length() - 1));

        assertRefused(bundle, file + " has ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwks.json", "batches.ndjson", "leases.ndjson", "signatures.ndjson"})
    void fileThatIsMissingIsFound(String file) throws Exception {
        var bundle = bundle();
        Files.delete(bundle.resolve(file));

        assertRefused(bundle, file + " is missing");
    }

    @Test
    void exportThatWasCutOffIsNoBundle() throws Exception {
        var bundle = bundle();
        Files.delete(bundle.resolve("MANIFEST.json"));

        assertRefused(bundle, "there is no MANIFEST.json");
    }

    @Test
    void wrongCountIsFound() throws Exception {
        var bundle = bundle();
        editManifest(
                bundle, manifest -> manifest.withArray("/files").forEach(file -> ((ObjectNode) file).put("count", 7)));

        assertRefused(bundle, "lines, but MANIFEST.json says 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"format\":\"signet-bundle\",\"version\":3,\"news\":[]} | the bundle is of version 3; this signet knows versions up to 2",
                "{\"format\":\"other\",\"version\":1} | MANIFEST.json is not that of a Signet bundle",
                "{\"format\":\"signet-bundle\",\"version\":1} | MANIFEST.json cannot be read",
                "{\"version\":1,\"version\":1} | MANIFEST.json cannot be read",
                "[] | MANIFEST.json cannot be read",
                "null | MANIFEST.json is not that of a Signet bundle",
                "'' | MANIFEST.json cannot be read"
            })
    void manifestThatIsNoneOfThisVersionIsRefused(String manifest, String sentence) throws Exception {
        var bundle = bundle();
        Files.writeString(bundle.resolve("MANIFEST.json"), manifest);

        assertRefused(bundle, sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "signatures.ndjson", "MANIFEST.json"})
    void manifestNamesNothingButItsFilesAndEachOnce(String name) throws Exception {
        var bundle = bundle();
        editManifest(
                bundle,
                manifest -> manifest.withArray("/files")
                        .addObject()
                        .put("name", name)
                        .put("count", 1)
                        .put("size", 1)
                        .put("sha256", ""));

        assertRefused(bundle, "MANIFEST.json names '" + name + "', which has no place there");
    }

    @Test
    void linkIsNotFollowed() throws Exception {
        var bundle = bundle();
        Files.move(bundle.resolve("jwks.json"), directory.resolve("elsewhere"));
        Files.createSymbolicLink(bundle.resolve("jwks.json"), directory.resolve("elsewhere"));

        assertRefused(bundle, "jwks.json is no plain file");
    }

    @Test
    void whatElseLiesInTheDirectoryIsNotLookedAt() throws Exception {
        var bundle = bundle();
        Files.writeString(bundle.resolve("verify.mjs"), "");

        assertThat(verify(bundle)).isZero();
    }

    @Test
    void lineThatLooksLikeTheEndHidesNothing() throws Exception {
        var end = GeneratedRun.node().put("end", true).put("count", 10).put("tick", 20);
        run.ledger.add(10, end);

        assertRefused(bundle(), "leases.ndjson has a line that is none of its kind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{",
                "[]",
                "{\"recordId\":1e999999999}",
                "{\"recordId\":\"x\"}",
                "{\"recordId\":[[[[]]]]}",
                "{\"recordId\":\"1\",\"recordId\":\"1\"}",
                "{\"end\":true}",
                "{\"end\":true,\"count\":0}"
            })
    void absurdLineIsRefused(String line) throws Exception {
        var lines = run.signatures.stream().map(Object::toString).toList();

        var bundle = TestBundle.withSignatures(
                run, directory.resolve("absurd"), line + "\n" + String.join("\n", lines) + "\n");

        assertRefused(bundle, "signatures.ndjson");
    }

    @Test
    void lineThatNestsWithoutEndIsRefused() throws Exception {
        var bundle =
                TestBundle.withSignatures(run, directory.resolve("absurd"), "{\"x\":" + "[".repeat(1_000_000) + "\n");

        assertRefused(bundle, "signatures.ndjson");
    }

    @Test
    void lineTooLongForAnyRecordIsRefusedWithoutReadingItAll() throws Exception {
        var bundle =
                TestBundle.withSignatures(run, directory.resolve("long.tar.gz"), " ".repeat((64 << 20) + 1) + "\n");

        assertThat(Files.size(bundle)).isLessThan(1 << 20);
        assertRefused(bundle, "signatures.ndjson has a line of more than 67,108,864 bytes");
    }

    @Test
    void negativeSizesCannotCancelOutWhatIsMissing() throws Exception {
        run.signatures.removeLast();
        run.batches.add(Json.MAPPER
                .createObjectNode()
                .put("id", "13")
                .put("runId", "1")
                .put("size", -1)
                .put("state", "PLANNED"));

        assertRefused(bundle(), "line 13 of batches.ndjson cannot be read");
    }

    @Test
    void whatIsShownCannotMoveTheCursor() throws Exception {
        run.signatures.getFirst().put("batchId", BIDI_AND_ESCAPE);

        assertThat(verify(bundle())).isNotZero();
        assertThat(out() + err()).doesNotContain("\u001b", "\u202e").contains("[2J");
    }

    /** Any field, any nonsense: one sentence and an exit code, whatever it is. */
    @Test
    void nonsenseInAnyFieldIsToldInASentence() throws Exception {
        var random = new Random(1);
        var files = List.of(run.ledger, run.signatures, run.batches, run.jwks);
        for (var i = 0; i < 150; i++) {
            var lines = files.get(random.nextInt(files.size()));
            var at = random.nextInt(lines.size());
            var whole = lines.get(at);
            var damaged = whole.deepCopy();
            var fields = List.copyOf(whole.propertyNames());
            var field = fields.get(random.nextInt(fields.size()));
            damaged.set(field, Json.MAPPER.readTree(NONSENSE.get(random.nextInt(NONSENSE.size()))));
            lines.set(at, damaged);

            assertThat(verify(bundle())).as(damaged.toString()).isIn(0, 1, 10, 12, 13, 14);
            assertThat(err()).as(damaged.toString()).doesNotContain("unforeseen");
            lines.set(at, whole);
        }
    }

    @Test
    void archiveThatWasCutOffIsRefused() throws Exception {
        var archive = archive();
        var bytes = Files.readAllBytes(archive);
        for (var length : new int[] {0, 1, 10, 100, bytes.length / 2, bytes.length - 9}) {
            Files.write(archive, Arrays.copyOf(bytes, length));

            assertThat(verify(archive)).as("%d bytes", length).isEqualTo(1);
        }
        assertThat(err()).contains("the archive is cut off").doesNotContain("unforeseen");
    }

    @Test
    void archiveWithChangedBytesIsRefused() throws Exception {
        var archive = archive();
        var bytes = Files.readAllBytes(archive);
        var content = unpacked(bytes);
        for (var at = 10; at < bytes.length - 8; at += bytes.length / 50) {
            bytes[at] ^= 0x10;
            Files.write(archive, bytes);

            // some bits of what is packed say nothing: without them the same is unpacked
            var expected = content.equals(unpacked(bytes)) ? 0 : 1;
            assertThat(verify(archive)).as("byte %d", at).isEqualTo(expected);
            bytes[at] ^= 0x10;
        }
        assertThat(err()).doesNotContain("unforeseen");
    }

    private static Optional<String> unpacked(byte[] archive) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Test
    void whatIsNoArchiveIsRefused() throws Exception {
        var file = Files.writeString(directory.resolve("bundle.tar.gz"), "not packed at all");

        assertRefused(file, "the archive is damaged");
    }
}
