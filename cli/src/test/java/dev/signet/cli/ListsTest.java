package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.progress.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and single things, in every form. */
class ListsTest {
    private static final String FIRST = "{\"id\":\"1\",\"status\":\"SIGNED\",\"batchId\":\"7\",\"sizeBytes\":12345,"
            + "\"receivedAt\":\"2026-11-21T09:14:13.204339Z\"}";
    private static final String SECOND =
            "{\"id\":\"2\",\"status\":\"UNSIGNED\",\"sizeBytes\":3,\"receivedAt\":\"2026-11-21T09:14:14Z\",\"new\":true}";

    private final FakeSignet signet = new FakeSignet();

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void tableIsAlignedAndForPeople() {
        signet.answers("GET /api/v1/records?limit=100", "{\"items\":[%s,%s]}".formatted(FIRST, SECOND));

        assertThat(signet.run("record", "list")).isZero();

        assertThat(signet.out()).isEqualTo("""
                ID  STATUS    BATCH   BYTES  RECEIVED
                1   SIGNED    7      12,345  2026-11-21T09:14:13Z
                2   UNSIGNED  -           3  2026-11-21T09:14:14Z
                """);
        assertThat(signet.err()).isEmpty();
    }

    @Test
    void jsonAndNdjsonAreWhatTheServerSaid() {
        signet.answers("GET /api/v1/records?limit=100", "{\"items\":[%s,%s]}".formatted(FIRST, SECOND));

        signet.run("record", "list", "-o", "json");
        assertThat(signet.out()).isEqualTo("[\n%s,\n%s\n]\n".formatted(FIRST, SECOND));

        signet.run("record", "list", "--output=ndjson");
        assertThat(signet.out()).isEqualTo(FIRST + "\n" + SECOND + "\n");
    }

    @Test
    void csvHasTheFieldsNamesAndQuotesWhatNeedsIt() {
        signet.answers("GET /api/v1/batches?limit=100&state=DEFERRED", """
                {"items":[{"id":"1","runId":"1","state":"DEFERRED","size":2,"firstRecordId":"1","lastRecordId":"2","attempts":1,
                 "lastError":"no \\"key\\",\\nagain"}]}""");

        assertThat(signet.run("batch", "list", "--state", "deferred", "-o", "csv"))
                .isZero();

        assertThat(signet.out()).isEqualTo("""
                id,runId,state,size,firstRecordId,lastRecordId,attempts,keyId,token,signedAt,lastError,keyring
                1,1,DEFERRED,2,1,2,1,,,,"no ""key"",
                again",
                """);
    }

    @Test
    void textFromElsewhereCannotDriveTheTerminal() {
        signet.answers("GET /api/v1/batches/1", "{\"id\":\"1\",\"lastError\":\"\\u001b[2Jgone\\u202e\"}");

        signet.run("batch", "show", "1");

        assertThat(signet.out())
                .contains("Last error        \\u001b[2Jgone\\u202e")
                .doesNotContain("\u001b");
    }

    @Test
    void limitReadsAsManyPagesAsItNeedsAndSaysHowToGoOn() {
        signet.answers("GET /api/v1/keys?limit=500", page(500, "a/b"))
                .answers("GET /api/v1/keys?limit=100&cursor=a%2Fb", page(100, "c"));

        assertThat(signet.run("key", "list", "--limit", "600", "-o", "ndjson")).isZero();

        assertThat(signet.out().lines()).hasSize(600);
        assertThat(signet.err()).isEqualTo("there are more: --all, or --cursor c\n");
    }

    @Test
    void allReadsToTheEnd() {
        signet.answers("GET /api/v1/runs?limit=500&cursor=x", page(500, "y"))
                .answers("GET /api/v1/runs?limit=500&cursor=y", "{\"items\":[{\"id\":\"501\"}]}");

        assertThat(signet.run("run", "list", "--all", "--cursor", "x", "-o", "ndjson"))
                .isZero();

        assertThat(signet.out().lines()).hasSize(501);
        assertThat(signet.err()).isEmpty();
    }

    @Test
    void listIsAskedForNoLongerThanSomebodyReadsIt() {
        signet.answers("GET /api/v1/runs?limit=500", page(500, "x"))
                .answers("GET /api/v1/runs?limit=500&cursor=x", page(500, "x"));
        var broken = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                true,
                StandardCharsets.UTF_8);
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

        assertThat(SignetCli.run(Terminal.plain(broken, nowhere), "run", "list", "--all", "--server", signet.url()))
                .isEqualTo(1);
        assertThat(signet.questions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"table, ''", "json, '[]\n'", "ndjson, ''", "csv, 'id,status,batchId,sizeBytes,receivedAt\n'"})
    void nothingIsSaidBesideTheData(String format, String data) {
        signet.answers("GET /api/v1/records?limit=100&status=QUARANTINED", "{\"items\":[]}");

        assertThat(signet.run("record", "list", "--status", "QUARANTINED", "-o", format))
                .isZero();

        assertThat(signet.out()).isEqualTo(data);
        assertThat(signet.err()).isEqualTo("nothing to list\n");
    }

    @Test
    void oneThingIsShownLineByLine() {
        signet.answers(
                "GET /api/v1/runs/7",
                "{\"id\":\"7\",\"batchSize\":1000,\"state\":\"PAUSED\",\"pausedAt\":\"2026-11-21T09:14:13.2Z\"}");

        assertThat(signet.run("run", "show", "7")).isZero();

        assertThat(signet.out()).isEqualTo("""
                Id            7
                State         PAUSED
                Batch size    1,000
                Paused        2026-11-21T09:14:13Z
                """);
    }

    @Test
    void whatIsNotThereExits5AndNamesTheList() {
        signet.refuses("GET /api/v1/records/9", 404, "not-found", ",\"detail\":\"There is no record 9.\"");

        assertThat(signet.run("record", "get", "9")).isEqualTo(5);

        assertThat(signet.err().lines())
                .containsExactly("signet: There is no record 9.", "        signet record list shows what there is");
    }

    @Test
    void serverThatIsSomethingElseIsNotTakenForAMissingThing() {
        assertThat(signet.run("record", "get", "9")).isEqualTo(1);

        assertThat(signet.err()).contains("status 404").contains("is that address Signet's");
    }

    @Test
    void limitsThatMakeNoSenseExit2() {
        assertThat(signet.run("record", "list", "--limit", "0")).isEqualTo(2);
        assertThat(signet.run("record", "list", "--limit", "5", "--all")).isEqualTo(2);
        assertThat(signet.run("record", "list", "--status", "GONE")).isEqualTo(2);
        assertThat(signet.run("record", "list", "-o", "xml")).isEqualTo(2);
        assertThat(signet.run("record", "get", "x")).isEqualTo(2);
        assertThat(signet.questions()).isEmpty();
    }

    @Test
    void payloadIsReadableOrWrittenAsItIs() {
        signet.answers("GET /api/v1/records/1", "{\"id\":\"1\",\"payload\":\"eyJhIjoiw6QifQ\"}")
                .answers("GET /api/v1/records/2", "{\"id\":\"2\",\"payload\":\"_wA\"}");

        signet.run("record", "get", "1");
        assertThat(signet.out()).endsWith("Payload   {\"a\":\"ä\"}\n");

        signet.run("record", "get", "2");
        assertThat(signet.out()).endsWith("Payload   (not text; --payload writes its bytes)\n");

        signet.run("record", "get", "2", "--payload");
        assertThat(signet.outBytes()).containsExactly(0xff, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"1\",\"payload\":\"ä!\"}", "{\"id\":\"1\"}", "{\"id\":\"1\",\"payload\":{}}"})
    void payloadThatIsNoneIsTheServersMistake(String record) {
        signet.answers("GET /api/v1/records/1", record);

        assertThat(signet.run("record", "get", "1", "--payload")).isEqualTo(1);

        assertThat(signet.outBytes()).isEmpty();
        assertThat(signet.err()).contains("'payload' is missing or is not what it should be");
    }

    private static String page(int items, String next) {
        return "{\"items\":[%s],\"next\":\"%s\"}"
                .formatted("{\"id\":\"1\"},".repeat(items - 1) + "{\"id\":\"1\"}", next);
    }
}
