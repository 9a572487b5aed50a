package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is about one keyring among several, and what is about all of them. */
class KeyringCommandsTest {
    private final FakeSignet signet = new FakeSignet();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void keyringsAreListedEachWithItsRunAndItsKeys() {
        signet.answers("GET /api/v1/keyrings", keyrings("COMPLETED", "RUNNING"));

        assertThat(signet.run("keyring", "list")).isZero();

        assertThat(signet.out()).isEqualTo("""
                NAME      BATCH SIZE  RUN  STATE      RECORDS  SIGNED  QUARANTINED  PER SECOND  KEYS FREE  LEASED  DISABLED  WHY
                default          100  1    COMPLETED       10      10            0         0.0          2       0         1  -
                invoices       1,000  7    RUNNING      2,000     500            0        12.5          3       1         0  -
                """);
    }

    @Test
    void progressIsThatOfTheKeyringThatIsNamed() {
        signet.answers("GET /api/v1/progress?keyring=invoices", progress("7", "RUNNING", 2000, 500));

        assertThat(signet.run("status", "--keyring", "invoices")).isZero();
        assertThat(signet.out()).startsWith("Run 7  RUNNING").contains("\nKeyring   invoices\n");
        assertThat(signet.run("wait", "--keyring", "invoices", "--timeout", "0s"))
                .isEqualTo(3);
        assertThat(signet.run("watch", "--keyring", "invoices", "--timeout", "0s"))
                .isEqualTo(3);
        assertThat(signet.questions()).containsOnly("GET /api/v1/progress?keyring=invoices");
    }

    @Test
    void nameThatWasTypedCannotLeadElsewhere() {
        signet.run("status", "--keyring", "a&limit=1/../x");

        assertThat(signet.questions()).containsExactly("GET /api/v1/progress?keyring=a%26limit%3D1%2F..%2Fx");
    }

    @Test
    void keyringThatIsNotThereExits5AndNamesTheList() {
        signet.refuses(
                "GET /api/v1/progress?keyring=mail", 404, "not-found", ",\"detail\":\"There is no keyring mail.\"");

        assertThat(signet.run("status", "--keyring", "mail")).isEqualTo(5);

        assertThat(signet.err().lines())
                .containsExactly(
                        "signet: There is no keyring mail.", "        signet keyring list shows what there is");
    }

    @ParameterizedTest
    @CsvSource({"run,runs", "batch,batches", "record,records", "key,keys"})
    void listsAreFiltered(String thing, String path) {
        signet.answers(
                "GET /api/v1/%s?limit=100&keyring=invoices".formatted(path),
                "{\"items\":[{\"id\":\"1\",\"keyring\":\"invoices\"}]}");

        assertThat(signet.run(thing, "list", "--keyring", "invoices", "-o", "ndjson"))
                .isZero();

        assertThat(signet.out()).isEqualTo("{\"id\":\"1\",\"keyring\":\"invoices\"}\n");
    }

    @Test
    void filtersGoTogether() {
        signet.answers("GET /api/v1/batches?limit=100&state=DEFERRED&keyring=invoices", "{\"items\":[]}")
                .answers("GET /api/v1/records?limit=100&status=SIGNED&keyring=invoices", "{\"items\":[]}");

        assertThat(signet.run("batch", "list", "--state", "DEFERRED", "--keyring", "invoices"))
                .isZero();
        assertThat(signet.run("record", "list", "--status", "SIGNED", "--keyring", "invoices"))
                .isZero();
    }

    @Test
    void keysAreMadeForAKeyring() {
        signet.answers("POST /api/v1/keys", "{\"keys\":[\"one\",\"two\"],\"refused\":[]}");

        assertThat(signet.run("key", "new", "2", "--keyring", "invoices", "--algorithm", "ES256"))
                .isZero();
        assertThat(signet.out()).isEqualTo("one\ntwo\n");
        assertThat(signet.err()).isEqualTo("2 keys made\n");
        assertThat(signet.asked().getLast().body())
                .isEqualTo("{\"count\":2,\"algorithm\":\"ES256\",\"keyring\":\"invoices\"}");

        signet.run("key", "new", "2");
        assertThat(signet.asked().getLast().body())
                .as("as before there were several")
                .isEqualTo("{\"count\":2}");
    }

    @Test
    void keysAreImportedIntoAKeyring() throws IOException {
        signet.answers("POST /api/v1/keys", "{\"keys\":[\"one\"],\"refused\":[]}");
        var pem = Files.writeString(
                directory.resolve("a.pem"), "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n");

        assertThat(signet.run("key", "import", pem.toString(), "--keyring", "invoices"))
                .isZero();

        assertThat(signet.asked().getFirst().body()).startsWith("{\"keyring\":\"invoices\",\"import\":[");
    }

    @Test
    void recordsAreImportedForAKeyringAndSoTheyGoOn() throws IOException {
        var file = Files.writeString(directory.resolve("invoices.ndjson"), "{}\n");
        signet.answers("POST /api/v1/records?keyring=invoices", "{\"stored\":1,\"skipped\":0}");
        String[] command = {"record", "import", file.toString(), "--keyring", "invoices", "--idempotency-key", "k"};

        assertThat(signet.run(command)).isZero();

        signet.answers("POST /api/v1/records?keyring=invoices", 503, "");
        assertThat(signet.run(command)).isEqualTo(4);
        assertThat(signet.err())
                .contains("go on: signet record import %s --keyring invoices --idempotency-key k".formatted(file));
    }

    @Test
    void nothingIsProvedWhileOneKeyringStillSigns() {
        signet.answers("GET /api/v1/keyrings", keyrings("COMPLETED", "RUNNING")).answers("GET /api/v1/leases", """
                        {"end":true,"count":0,"tick":0}
                        """);

        assertThat(signet.run("verify", "all", "--timeout", "0s")).isEqualTo(3);

        assertThat(signet.err()).contains("signet: the run is not finished");
    }

    @Test
    void doctorLooksAtEachOfThem() {
        signet.answers("GET /api/v1/keyrings", keyrings("COMPLETED", "STALLED"));

        assertThat(signet.run("doctor")).isEqualTo(1);

        assertThat(signet.out())
                .contains("ok    run of default             run 1 has ended: COMPLETED")
                .contains("fail  run of invoices            run 7 is stalled")
                .contains("ok    quarantine of invoices     empty");
    }

    private static String keyrings(String first, String second) {
        return """
                {"items":[{"name":"default","batchSize":100,"progress":%s},{"name":"invoices","batchSize":1000,"progress":%s}]}""".formatted(
                        with(progress("1", first, 10, 10), 0, "{\"free\":2,\"leased\":0,\"disabled\":1}"),
                        with(progress("7", second, 2000, 500), 12.5, "{\"free\":3,\"leased\":1,\"disabled\":0}"));
    }

    private static String progress(String run, String state, int total, int signed) {
        return """
                {"runId":"%s","state":"%s","elapsedSeconds":1.5,"records":{"total":%d,"signed":%d,"quarantined":0,"unplanned":0}}""".formatted(run, state, total, signed);
    }

    private static String with(String progress, double rate, String keys) {
        return progress.replaceFirst("}$", ",\"ratePerSecond\":%s,\"keys\":%s}".formatted(rate, keys));
    }
}
