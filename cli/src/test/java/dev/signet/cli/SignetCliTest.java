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

    @Test
    void exportWritesBothFilesAndReplacesThemOnlyWhenTold() throws Exception {
        var target = directory.resolve("signatures");
        assertThat(signet("export", "--out", target.toString())).isEqualTo(0);
        assertThat(target.resolve("signatures.ndjson")).hasContent(run.signaturesNdjson());
        assertThat(target.resolve("jwks.json")).hasContent(run.jwksJson());

        assertThat(signet("export", "--out", target.toString())).isEqualTo(1);
        assertThat(err()).contains("signatures.ndjson is there already");
        assertThat(signet("export", "--force", "--out", target.toString())).isEqualTo(0);
        try (var files = Files.list(target)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void exportThatBreaksOffLeavesNoFile() throws Exception {
        answer("/broken/api/v1/exports/signatures.ndjson", () -> "{\"recordId\":\"1\"}\n");
        var url = "http://localhost:%d/broken".formatted(server.getAddress().getPort());

        assertThat(plain("export", "--out", directory.toString(), "--server", url))
                .isEqualTo(1);
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
