package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.verify.GeneratedRun;
import dev.signet.cli.verify.TestKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program against a server that answers with a generated run. */
class SignetCliTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private GeneratedRun run;
    private HttpServer server;

    @TempDir
    private Path directory;

    @BeforeEach
    void serve() throws Exception {
        run = GeneratedRun.of(TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/api/v1/progress", run::progressJson);
        answer("/api/v1/runs", run::runsJson);
        answer("/api/v1/leases", run::leasesNdjson);
        answer("/api/v1/exports/signatures.ndjson", run::signaturesNdjson);
        answer("/.well-known/jwks.json", run::jwksJson);
        server.createContext("/api/v1/batches", exchange -> {
            var query = exchange.getRequestURI().getQuery();
            send(exchange, 200, run.batchesJson(query.contains("cursor=") ? query : null));
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, Supplier<String> body) {
        server.createContext(path, exchange -> send(exchange, 200, body.get()));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private int signet(String... args) {
        var all = new ArrayList<>(List.of(args));
        var url = "http://localhost:" + server.getAddress().getPort();
        all.addAll(List.of("--server", url, "--keys-server", url));
        return plain(all.toArray(String[]::new));
    }

    private int plain(String... args) {
        return SignetCli.run(
                Terminal.plain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void statusShowsTheRunInAFewLines() {
        assertThat(signet("status")).isEqualTo(0);

        assertThat(out())
                .contains("Run 1  COMPLETED  in 1.5s   batch size 5")
                .contains("60 signed   0 left   0 quarantined");
        assertThat(err()).isEmpty();
    }

    @Test
    void statusAsJsonIsTheServersAnswer() {
        assertThat(signet("status", "--json")).isEqualTo(0);

        assertThat(out()).contains("\"news\":\"of a later version\"");
    }

    @Test
    void watchWithVerifyEndsWithTheSummary() {
        assertThat(signet("watch", "--verify")).isEqualTo(0);

        assertThat(out())
                .contains("100%")
                .contains("Checked:  60 signatures, 60 records, 0 signed twice, 0 keys used at once,")
                .contains("12 batches with one key each, 3 keys used, 0 taken out of turn")
                .contains("1 lease taken back, their batches signed again")
                .contains("Proved:   every signature verifies and every rule was kept.")
                .contains("Next:     signet verify all");
    }

    @Test
    void watchOfARunThatDoesNotEndInTimeExits3() {
        run.state = "RUNNING";

        assertThat(signet("watch", "--timeout", "0s")).isEqualTo(3);
        assertThat(err()).contains("the run is not finished");
    }

    @Test
    void verifyExits14WhenAPromiseIsBroken() {
        run.signatures.getFirst().put("payload", "e30");

        assertThat(signet("verify", "all")).isEqualTo(14);
        assertThat(out()).contains("BROKEN:   1 problem found").contains("record 1: the signature does not match");
    }

    @Test
    void verifyGivesItsFiguresAsJson() {
        assertThat(signet("verify", "all", "--json")).isEqualTo(0);

        assertThat(out()).contains("\"verified\":60").contains("\"leases\":{\"stored\":12,\"fenced\":1}");
    }

    @Test
    void verifyOfARunThatGoesOnExits3() {
        run.state = "RUNNING";

        assertThat(signet("verify", "all", "--timeout", "0s")).isEqualTo(3);
        assertThat(err()).contains("signet: the run is not finished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.tar.gz"})
    void exportIsAWholeProof(String name) {
        var target = directory.resolve(name).toString();

        assertThat(signet("export", "--out", target)).isEqualTo(0);
        assertThat(err()).contains("60 signatures written: all there are");
        server.stop(0);

        assertThat(plain("verify", "file", target)).isEqualTo(0);
        assertThat(out()).contains("60 signatures, 60 records").contains("Proved:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.tar.gz"})
    void exportReplacesWhatIsThereOnlyWhenTold(String name) throws Exception {
        var target = directory.resolve(name).toString();
        assertThat(signet("export", "--out", target)).isEqualTo(0);

        assertThat(signet("export", "--out", target)).isEqualTo(1);
        assertThat(err()).contains(" is there already");
        run.signatures.getFirst().put("payload", "e30");
        assertThat(signet("export", "--force", "--out", target)).isEqualTo(0);

        assertThat(plain("verify", "file", target)).isEqualTo(12);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void exportLeavesOtherFilesAlone() throws Exception {
        Files.writeString(directory.resolve("notes"), "mine");

        assertThat(signet("export", "--out", directory.toString())).isEqualTo(0);

        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "notes",
                            "MANIFEST.json",
                            "jwks.json",
                            "leases.ndjson",
                            "batches.ndjson",
                            "signatures.ndjson");
        }
    }

    @Test
    void exportWhileSigningGoesOnLeavesOutWhatIsSignedMeanwhile() throws Exception {
        run.state = "RUNNING";
        run.batches.get(10).put("state", "DISPATCHED"); // when they were listed; its signatures came then
        run.batches.removeLast(); // planned after that

        assertThat(signet("export", "--out", directory.toString())).isEqualTo(0);
        assertThat(err()).contains("50 signatures written: all that were made by 2026-01-01T00:00:00Z");

        assertThat(Files.readAllLines(directory.resolve("signatures.ndjson"))).hasSize(50);
        assertThat(Files.readString(directory.resolve("MANIFEST.json"))).contains("\"finished\" : false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/exports/signatures.ndjson", "api/v1/leases"})
    void exportThatBreaksOffLeavesNothing(String stream) throws Exception {
        server.removeContext("/" + stream);
        answer("/" + stream, () -> "{\"recordId\":\"1\",\"batchId\":\"1\"}\n");

        for (var name : List.of("bundle", "bundle.tar.gz")) {
            assertThat(signet("export", "--out", directory.resolve(name).toString()))
                    .isEqualTo(1);
        }
        assertThat(err()).contains("ends after 1 lines without saying that it is whole");
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void serverThatIsNotThereExits4WithAHint() {
        assertThat(plain("status", "--server", "http://localhost:1")).isEqualTo(4);

        assertThat(err().lines())
                .containsExactly(
                        "signet: http://localhost:1 does not answer",
                        "        is Signet running? --server and --keys-server say where (signet demo, docker compose up)");
        assertThat(out()).isEmpty();
    }

    @Test
    void refusalsAreToldInTheServersWords() {
        server.removeContext("/api/v1/progress");
        server.createContext(
                "/api/v1/progress",
                exchange -> send(exchange, 400, "{\"title\":\"Bad\",\"detail\":\"Not like this.\"}"));

        assertThat(signet("status")).isEqualTo(1);
        assertThat(err()).contains("/api/v1/progress: Not like this.");
    }

    @Test
    void whatMakesNoSenseExits2() {
        assertThat(plain("status", "--server", "nonsense")).isEqualTo(2);
        assertThat(plain("sing")).isEqualTo(2);
        assertThat(plain("watch", "--timeout", "soon")).isEqualTo(2);
        assertThat(plain("export")).isEqualTo(2);
        assertThat(plain("export", "--record", "1")).isEqualTo(2);
        assertThat(plain("export", "--record", "1", "--dir", "x", "--out", "y")).isEqualTo(2);
        assertThat(plain("verify", "file")).isEqualTo(2);
        assertThat(plain("verify", "some")).isEqualTo(2);
        assertThat(plain()).isEqualTo(2);
        assertThat(err())
                .contains("'nonsense' is not an address like http://localhost:8080")
                .doesNotContain("\tat ");
    }

    @Test
    void helpNamesCommandsAndExitCodes() {
        assertThat(plain("--help")).isEqualTo(0);

        assertThat(out()).contains("status", "watch", "verify", "export", "Exit codes:");
    }
}
