package dev.signet.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeederTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> stored = new ArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger notReady = new AtomicInteger();
    private volatile int breakOffAfter = Integer.MAX_VALUE;
    private volatile int refuseWith;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/actuator/health/readiness",
                exchange -> send(exchange, notReady.getAndDecrement() > 0 ? 503 : 200, "{\"status\":\"UP\"}"));
        server.createContext("/api/v1/records", this::records);
        server.createContext("/api/v1/keys", exchange -> {
            calls.add("keys " + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            send(exchange, 200, "{\"keys\":[],\"refused\":[]}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    // As collection-service does it: what is stored under the key is skipped, a broken connection keeps what came
    // before.
    private void records(HttpExchange exchange) throws IOException {
        calls.add("records " + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        if (refuseWith != 0) {
            exchange.getRequestBody().readAllBytes();
            send(exchange, refuseWith, "{\"detail\":\"Not these records.\"}");
            return;
        }
        var before = stored.size();
        var line = 0;
        var reader = new BufferedReader(new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8));
        for (var text = reader.readLine(); text != null; text = reader.readLine(), line++) {
            if (line == breakOffAfter) {
                breakOffAfter = Integer.MAX_VALUE;
                exchange.close();
                return;
            }
            if (line < before) {
                assertThat(text).isEqualTo(stored.get(line));
            } else {
                stored.add(text);
            }
        }
        send(
                exchange,
                200,
                "{\"stored\":%d,\"skipped\":%d,\"firstRecordId\":\"1\"}".formatted(stored.size() - before, before));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private SeedReport seed(String... settings) throws InterruptedException {
        var url = "http://localhost:" + server.getAddress().getPort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "SIGNET_COLLECTION_URL", url, "SIGNET_KEY_URL", url, "SIGNET_RECORDS", "2000", "SIGNET_KEYS", "7"));
        for (var i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return Seeder.seed(SeedSettings.from(environment), new SeedListener() {
            @Override
            public void say(String sentence) {
                said.add(sentence);
            }

            @Override
            public void sent(long records, long total) {}
        });
    }

    @Test
    void recordsGoFirstAndKeysAfter() throws Exception {
        var report = seed();

        assertThat(report.stored()).isEqualTo(2000);
        assertThat(stored)
                .hasSize(2000)
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line).hasSize(256));
        assertThat(calls)
                .containsExactly(
                        "records seed-1-records-2000-of-256",
                        "keys seed-1-keys-7-Ed25519-0 {\"count\":7,\"algorithm\":\"Ed25519\"}");
        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).startsWith("records   2,000 stored, 0 were there (");
        assertThat(said.getLast()).startsWith("keys      7 Ed25519 (");
    }

    @Test
    void seedingAgainChangesNothing() throws Exception {
        seed();
        var report = seed();

        assertThat(report.stored()).isZero();
        assertThat(report.skipped()).isEqualTo(2000);
        assertThat(stored).hasSize(2000);
    }

    @Test
    void importThatBreaksOffIsContinued() throws Exception {
        breakOffAfter = 1234;

        var report = seed();

        assertThat(report.skipped()).isEqualTo(1234);
        assertThat(report.stored()).isEqualTo(766);
        assertThat(stored).hasSize(2000).doesNotHaveDuplicates();
        assertThat(said.getFirst()).contains("does not answer, retrying");
    }

    @Test
    void servicesThatAreNotReadyAreWaitedFor() throws Exception {
        notReady.set(2);

        seed();

        assertThat(said.getFirst()).startsWith("waiting   http://localhost:").contains("is not ready (status 503)");
        assertThat(stored).hasSize(2000);
    }

    @Test
    void serviceThatNeverComesEndsTheWait() {
        assertThatExceptionOfType(SeedFailed.class)
                .isThrownBy(() -> seed("SIGNET_COLLECTION_URL", "http://localhost:1", "SIGNET_SEED_TIMEOUT", "1"))
                .withMessage("http://localhost:1 does not answer; gave up after 1 seconds");
    }

    @Test
    void refusalEndsItInTheServersWords() {
        refuseWith = 422;

        assertThatExceptionOfType(SeedFailed.class)
                .isThrownBy(this::seed)
                .withMessageContaining("refused: Not these records.");
        assertThat(calls).hasSize(1);
    }

    @Test
    void manyKeysAreMadeInChunks() throws Exception {
        seed("SIGNET_RECORDS", "0", "SIGNET_KEYS", "2500");

        assertThat(calls)
                .containsExactly(
                        "keys seed-1-keys-2500-Ed25519-0 {\"count\":1000,\"algorithm\":\"Ed25519\"}",
                        "keys seed-1-keys-2500-Ed25519-1 {\"count\":1000,\"algorithm\":\"Ed25519\"}",
                        "keys seed-1-keys-2500-Ed25519-2 {\"count\":500,\"algorithm\":\"Ed25519\"}");
    }

    @Test
    void nothingToDoIsNothingDone() throws Exception {
        seed("SIGNET_RECORDS", "0", "SIGNET_KEYS", "0");

        assertThat(calls).isEmpty();
    }
}
