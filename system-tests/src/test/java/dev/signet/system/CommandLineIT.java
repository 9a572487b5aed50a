package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.Cli.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person does with a running Signet, by the command line alone. */
class CommandLineIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final TestSystem system = TestSystem.create().with("signet.batch-size", 10);
    private final Cli signet = new Cli(system);

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        system.startAll().seed(0, 3);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void recordsAreTakenInSignedFoundAndVerified() throws IOException {
        var imported = ok("record", "import", gzipped(25).toString(), "-o", "json");
        assertThat(JSON.readTree(imported).get("stored").asInt()).isEqualTo(25);
        assertThat(ok("wait")).isEqualTo(ok("wait")).startsWith("run 1 COMPLETED in ");

        assertThat(lines("record", "list", "--status", "SIGNED", "--limit", "20"))
                .hasSize(20);
        assertThat(lines("record", "list", "--all")).hasSize(25);
        assertThat(ok("record", "get", "25", "--payload")).isEqualTo("{\"n\":24}");
        assertThat(lines("batch", "list"))
                .hasSize(3)
                .allMatch(batch -> batch.get("state").asString().equals("SIGNED"));
        assertThat(ok("batch", "show", "1")).contains("Records           10");
        assertThat(lines("run", "list").getFirst().get("batchSize").asInt()).isEqualTo(10);
        assertThat(ok("verify", "record", "25")).startsWith("ok  record 25  key ");
        assertThat(ok("verify", "all")).contains("every rule was kept");
        assertThat(signet.run("verify", "record", "26").exitCode()).isEqualTo(5);
    }

    @Test
    void importGoesOnBehindWhatIsStoredAndBehindALineThatWasRefused() throws IOException {
        var file = gzipped(25);
        ok("record", "import", file.toString());
        var again = JSON.readTree(ok("record", "import", file.toString(), "-o", "json"));
        assertThat(again.get("stored").asInt()).isZero();
        assertThat(again.get("skipped").asInt()).isEqualTo(25);

        var bad = Files.writeString(directory.resolve("bad.ndjson"), "{\"a\":1}\n{\"a\":2}\n{a}\n{\"a\":4}\n");
        var refused = signet.run("record", "import", bad.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).startsWith("signet: line 3 is not one JSON value; 2 lines before it are stored\n");

        Files.writeString(bad, "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n{\"a\":4}\n");
        var key = refused.err().strip().replaceFirst("(?s).*--idempotency-key ", "");
        var corrected = JSON.readTree(ok("record", "import", bad.toString(), "--idempotency-key", key, "-o", "json"));
        assertThat(corrected.get("stored").asInt()).isEqualTo(2);
        assertThat(corrected.get("skipped").asInt()).isEqualTo(2);

        ok("wait");
        assertThat(lines("record", "list", "--all")).hasSize(29);
    }

    @Test
    void keysAreListedExportedTakenOutOfUseAndPutBack() {
        var id = lines("key", "list").getFirst().get("id").asString();

        ok("key", "disable", id);
        assertThat(lines("key", "list").getFirst().get("state").asString()).isEqualTo("DISABLED");
        ok("key", "enable", id);

        assertThat(JSON.readTree(ok("key", "export")).get("keys")).hasSize(3);
        assertThat(ok("key", "export", id, "--format", "pem")).contains("# " + id, "-----BEGIN PUBLIC KEY-----");
        assertThat(signet.run("key", "disable", "nobody").exitCode()).isNotZero();
    }

    @Test
    void doctorFindsNothingWrongWithAHealthySystemAndWhatIsAway() {
        system.start(Service.VAULT);
        await().untilAsserted(
                        () -> { // key-service counts its keys four times a second at most
                            var well = doctor();
                            assertThat(well.exitCode()).as(well.out()).isZero();
                            assertThat(well.out()).doesNotContain("warn", "fail");
                        });

        system.stop(Service.KEYS);
        var unwell = doctor();
        assertThat(unwell.exitCode()).isEqualTo(1);
        assertThat(unwell.out())
                .contains("fail  key-service ")
                .contains("ok    audit log ")
                .contains("ok    vault nodes ");
    }

    private Said doctor() {
        return signet.run(
                "doctor",
                "--audit-server",
                system.url(Service.AUDIT).toString(),
                "--vault-server",
                system.url(Service.VAULT).toString());
    }

    private String ok(String... args) {
        var said = signet.run(args);
        assertThat(said).extracting(Said::exitCode).as(said.toString()).isEqualTo(0);
        return said.out();
    }

    private List<JsonNode> lines(String... args) {
        var withFormat = IntStream.rangeClosed(0, args.length + 1)
                .mapToObj(i -> i < args.length ? args[i] : i == args.length ? "-o" : "ndjson")
                .toArray(String[]::new);
        return ok(withFormat).lines().map(JSON::readTree).toList();
    }

    private Path gzipped(int lines) throws IOException {
        var file = directory.resolve("records.ndjson.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(IntStream.range(0, lines)
                    .mapToObj("{\"n\":%d}\n"::formatted)
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
