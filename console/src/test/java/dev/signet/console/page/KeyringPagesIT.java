package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.console.ConsoleApplication;
import dev.signet.console.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What the pages show where there is one keyring, and where there are several. */
class KeyringPagesIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningStandIn signet;
    private ConfigurableApplicationContext console;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        signet = new RunningStandIn();
        signet.has("default", "invoices", "mail");
        console = ConsoleApplication.application()
                .run(
                        "--signet.port=0",
                        "--signet.collection-url=" + signet.url(),
                        "--signet.key-url=" + signet.url(),
                        "--signet.dispatcher-url=" + signet.url(),
                        "--signet.signing-url=" + signet.url(),
                        "--signet.audit-url=" + signet.url(),
                        "--signet.vault-url=" + signet.url(),
                        "--signet.people.tokens-file=" + Tokens.in(directory, "operator operator", "t".repeat(43)));
    }

    @AfterEach
    void stop() {
        console.close();
        signet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/batches", "/runs", "/records", "/keys"})
    void whereThereIsOneNoPageSpeaksOfKeyrings(String path) throws Exception {
        signet.has("default");
        signet.sign("default", 500);

        assertThat(get(path).replace("<h2>Keyring", "").replace("data-keyring=\"default\"", ""))
                .contains("class=\"bar\"")
                .doesNotContainIgnoringCase("keyring");
    }

    @Test
    void overviewIsOfTheDefaultOneAndShowsAll() throws Exception {
        signet.sign("default", 20_000);
        signet.sign("mail", 700);

        assertThat(get("/"))
                .contains("data-live=\"progress.runId\" data-as=\"text\">1<")
                .contains("of keyring <b class=\"n\">default</b>")
                .contains("href=\"?keyring=invoices\">invoices</a>")
                .contains("data-state=\"STALLED\">stalled</span>")
                .contains("href=\"?keyring=mail\">mail</a>")
                .contains("<b class=\"n\">700</b>")
                .contains("href=\"batches?keyring=default\"");
    }

    @Test
    void overviewOfOneIsOfItsRunItsBatchesAndItsKeysAlone() throws Exception {
        signet.sign("mail", 700);

        assertThat(get("/?keyring=mail"))
                .contains("data-keyring=\"mail\"")
                .contains("data-live=\"progress.runId\" data-as=\"text\">3<")
                .contains("data-live=\"progress.records.signed\" data-as=\"count\">700<")
                .contains("href=\"batches/300\"")
                .doesNotContain("href=\"batches/100\"")
                .contains("href=\"api/v1/progress?keyring=mail\"");
        assertThat(signet.asked()).contains("/api/v1/keyring/keys?limit=200&keyring=mail");
    }

    @Test
    void keyringThatIsNotThereIsToldInTheServicesWords() throws Exception {
        assertThat(get("/?keyring=gone"))
                .contains("There is no such thing")
                .contains("There is no keyring gone; SIGNET_KEYRINGS names them.");
    }

    @ParameterizedTest
    @CsvSource({
        "/batches?keyring=mail&state=SIGNED, /api/v1/batches?limit=50&order=NEWEST&state=SIGNED&keyring=mail",
        "/runs?keyring=mail, /api/v1/runs?limit=50&keyring=mail",
        "/records?keyring=mail&status=SIGNED, /api/v1/records?limit=50&status=SIGNED&keyring=mail",
        "/keys?keyring=mail, /api/v1/keyring/keys?limit=100&keyring=mail"
    })
    void listsAreOfTheKeyringThatIsChosen(String page, String asked) throws Exception {
        assertThat(get(page)).contains("aria-current=\"true\">mail</a>");

        assertThat(signet.asked()).contains(asked);
    }

    @Test
    void filtersKeepOneAnother() throws Exception {
        assertThat(get("/batches?keyring=mail&state=SIGNED"))
                .contains("href=\"batches?state=SIGNED&amp;keyring=invoices\"")
                .contains("href=\"batches?keyring=mail&amp;state=DEFERRED\"");
    }

    @Test
    void keysCountThoseOfTheKeyring() throws Exception {
        assertThat(get("/keys?keyring=mail")).contains("<dt>free</dt><dd class=\"n\"><b>8</b>");
    }

    @Test
    void quarantineOfAllIsInTheBadge() throws Exception {
        assertThat(get("/batches")).contains("data-live=\"aside\" data-as=\"badge\">7</span>"); // 1 parked, 1 + 2 + 3
    }

    /** The stream goes on to show them: a page that has no place for what it is told would be loaded for ever. */
    @Test
    void keyringsStayOnTheOverviewWhileTheServiceIsAway() throws Exception {
        signet.sign("mail", 700);
        assertThat(get("/")).contains("id=\"keyrings\"");
        signet.close();

        await().pollDelay(Duration.ofSeconds(2)) // what is known then is not fresh any more
                .until(() -> !get("/").contains("notice bad gone"));

        assertThat(get("/"))
                .contains("id=\"keyrings\"", "id=\"region\"", "data-keyring=\"mail\"", "<b class=\"n\">700</b>");
        assertThat(get("/?keyring=mail")).contains("id=\"keyrings\"", "id=\"region\"");
    }

    @Test
    void streamTellsOfAllAndOfWhatChanges() throws Exception {
        signet.sign("mail", 700);
        var answer = HTTP.send(request("/api/v1/stream"), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines, "snapshot"))
                    .contains("\"keyrings\":[{\"name\":\"default\"", "\"histories\":{")
                    .containsPattern("\"histories\":\\{.*\"mail\":\\[\\{");

            signet.sign("mail", 41);

            await().until(() -> next(lines, "keyrings").contains("\"signed\":741"));
        }
    }

    private static String next(BufferedReader lines, String event) throws IOException {
        while (true) {
            if (lines.readLine().equals("event: " + event)) {
                return lines.readLine();
            }
        }
    }

    private String get(String path) throws Exception {
        return HTTP.send(request(path), BodyHandlers.ofString()).body();
    }

    private HttpRequest request(String path) {
        var port = console.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html")
                .build();
    }
}
