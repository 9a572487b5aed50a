package dev.signet.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.console.ConsoleApplication;
import dev.signet.console.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class RefusedLoginsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "t".repeat(43);
    private static final String WRONG = "wrong".repeat(9);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer audit;
    private final ConfigurableApplicationContext console;

    RefusedLoginsIT(@TempDir Path dir) throws IOException {
        audit = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        audit.createContext("/api/v1/events", this::take);
        console = ConsoleApplication.application()
                .run(
                        "--signet.port=0",
                        "--signet.audit-url=http://127.0.0.1:"
                                + audit.getAddress().getPort(),
                        "--signet.audit.gather=0s",
                        "--signet.people.tokens-file=" + Tokens.in(dir, "operator operator", TOKEN));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var batch = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            told.add(batch);
            var results = Collections.nCopies(JSON.readTree(batch).size(), Map.of("status", "COMMITTED"));
            var answer = JSON.writeValueAsBytes(Map.of("results", results));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @BeforeEach
    void start() {
        audit.start();
    }

    @AfterEach
    void stop() {
        console.close();
        audit.stop(0);
    }

    @Test
    void auditLogHearsOfThemAsOneWithTheirNumberAndNobodyHearsTheToken(CapturedOutput log) throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(tryToEnter(WRONG)).isEqualTo(401);
        }
        assertThat(tryToEnter(TOKEN)).isEqualTo(204);

        await().until(() -> calls() == 20);
        assertThat(told.size()).isLessThan(10);
        var event = events().getFirst();
        assertThat(event.path("type").asString()).isEqualTo("dev.signet.login.refused");
        assertThat(event.path("source").asString()).isEqualTo("/signet/console");
        assertThat(event.at("/data/path").asString()).isEqualTo("/api/v1/operator");
        assertThat(told.toString()).doesNotContain(WRONG, TOKEN);
        assertThat(log).doesNotContain(WRONG, TOKEN);
    }

    private int tryToEnter(String token) throws IOException, InterruptedException {
        var port = console.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/operator"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private long calls() {
        return events().stream()
                .mapToLong(event -> event.at("/data/calls").asLong())
                .sum();
    }

    private List<JsonNode> events() {
        return told.stream()
                .flatMap(batch -> JSON.readTree(batch).valueStream())
                .toList();
    }
}
