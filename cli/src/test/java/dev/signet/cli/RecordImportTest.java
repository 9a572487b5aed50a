package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordImportTest {
    private static final String PATH = "POST /api/v1/records";
    private static final String LINES = "{\"a\":1}\n{\"a\":2}\n";
    // sha256sum of the two lines
    private static final String KEY = "sha256-e91bd3062f38c3f1df2165d987872b022fb39a08c642a6fbc3b862dd2a2aaf24";

    private final FakeSignet signet = new FakeSignet();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("orders.ndjson"), LINES);
        signet.answers(PATH, "{\"stored\":2,\"skipped\":0,\"firstRecordId\":\"11\",\"lastRecordId\":\"12\"}");
    }

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void linesAreSentAsTheyAreAndTheAnswerIsShown() {
        assertThat(importing(file)).isZero();

        var asked = signet.asked().getFirst();
        assertThat(asked.body()).isEqualTo(LINES);
        assertThat(asked.header("Content-type")).isEqualTo("application/x-ndjson");
        assertThat(signet.out()).isEqualTo("""
                Stored         2
                Stored before  0
                First record   11
                Last record    12
                """);
        assertThat(signet.err()).as("no bar where there is no screen").isEmpty();
    }

    @Test
    void keyIsTheContentsHoweverItComes() throws IOException {
        var gzipped = Files.write(directory.resolve("named-as-it-likes"), gzip(LINES));
        importing(file);
        importing(gzipped);
        signet.isPiped(LINES.getBytes(StandardCharsets.UTF_8)).run("record", "import", "-");
        signet.isPiped(gzip(LINES)).run("record", "import", "-");
        Files.writeString(file, LINES + "{}\n");
        importing(file);

        var keys = signet.asked().stream()
                .map(asked -> asked.header("Idempotency-key"))
                .toList();
        assertThat(keys.subList(0, 4)).containsOnly(KEY);
        assertThat(keys.getLast()).matches("sha256-[0-9a-f]{64}").isNotEqualTo(KEY);
        assertThat(signet.asked().subList(0, 4))
                .allSatisfy(asked -> assertThat(asked.body()).isEqualTo(LINES));
    }

    @Test
    void sameLinesCanBeImportedIntoAnotherKeyring() {
        signet.run("record", "import", file.toString(), "--keyring", "mail");
        signet.run("record", "import", file.toString(), "--keyring", "default");

        assertThat(signet.asked().stream().map(asked -> asked.header("Idempotency-key")))
                .containsExactly("mail-" + KEY, KEY);
    }

    @Test
    void keyCanBeChosen() {
        signet.run("record", "import", file.toString(), "--idempotency-key", "orders-2026-11");

        assertThat(signet.asked().getFirst().header("Idempotency-key")).isEqualTo("orders-2026-11");
    }

    @Test
    void refusedLineIsNamedWithItsNumberAndHowToGoOnBehindTheOthers() {
        signet.refuses(
                PATH,
                400,
                "invalid-record",
                ",\"line\":17,\"stored\":10,\"skipped\":6,\"detail\":\"Line 17 is not one JSON value. The lines before it are stored;"
                        + " correct it and send the rest.\"");

        assertThat(importing(file)).isEqualTo(1);

        assertThat(signet.out()).isEmpty();
        assertThat(signet.err().lines())
                .containsExactly(
                        "signet: line 17 is not one JSON value; 16 lines before it are stored",
                        "        correct it, then: signet record import %s --idempotency-key %s".formatted(file, KEY));
    }

    @Test
    void importThatBreaksOffSaysHowToGoOn() {
        signet.answers(PATH, 503, "");

        assertThat(importing(file)).isEqualTo(4);

        assertThat(signet.err())
                .contains("signet: the import broke off")
                .contains("what has arrived is stored")
                .contains("go on: signet record import %s --idempotency-key %s".formatted(file, KEY));
    }

    @Test
    void otherLinesUnderTheSameKeyAndTwoImportsAtOnceAreSaid() {
        signet.refuses(PATH, 422, "idempotency-key-reused", "");
        assertThat(importing(file)).isEqualTo(1);
        assertThat(signet.err()).contains("other lines were imported under this Idempotency-Key before");

        signet.refuses(PATH, 409, "import-under-way", "");
        assertThat(importing(file)).isEqualTo(1);
        assertThat(signet.err()).contains("another import under this Idempotency-Key is going on");
    }

    @Test
    void fileThatCannotBeUsedIsSaidBeforeAnythingIsSent() throws IOException {
        var damaged = Files.write(directory.resolve("damaged.gz"), Arrays.copyOf(gzip(LINES), 20));

        assertThat(importing(directory.resolve("nowhere"))).isEqualTo(2);
        assertThat(importing(directory)).isEqualTo(2);
        assertThat(importing(damaged)).isEqualTo(1);

        assertThat(signet.err()).contains("cannot be decompressed: it is damaged");
        assertThat(signet.questions()).isEmpty();
    }

    @Test
    void emptyFileIsNoError() throws IOException {
        Files.writeString(file, "");
        signet.answers(PATH, "{\"stored\":0,\"skipped\":0}");

        assertThat(importing(file)).isZero();
        assertThat(signet.out()).startsWith("Stored         0\n");
    }

    private int importing(Path path) {
        return signet.run("record", "import", path.toString());
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
