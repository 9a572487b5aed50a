package dev.signet.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.console.ConsoleApplication;
import dev.signet.console.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A client that is connected but reads nothing, as a browser does whose machine was put to sleep. */
class SlowClientIT {
    private static final String MUCH = "x".repeat(1 << 20); // more than the buffers of both ends hold, sooner or later

    private static ConfigurableApplicationContext console;
    private static Listeners listeners;

    @BeforeAll
    static void start(@TempDir Path dir) throws IOException {
        var tokens = Tokens.in(dir, "operator operator", "t".repeat(43));
        console = ConsoleApplication.application()
                .run(
                        "--signet.port=0",
                        "--signet.collection-url=http://127.0.0.1:1",
                        "--signet.key-url=http://127.0.0.1:1",
                        "--signet.stream.heartbeat=20ms",
                        "--signet.stream.patience=2s",
                        "--signet.stream.max-clients=2",
                        "--signet.people.tokens-file=" + tokens);
        listeners = console.getBean(Listeners.class);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void clientThatReadsNothingGivesItsPlaceToOthersAndHoldsUpNobody() throws Exception {
        var http = HttpClient.newHttpClient();
        try (var slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            slow.getOutputStream()
                    .write("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var quick = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1/stream"))
                            .build(),
                    BodyHandlers.ofLines());
            var read = Thread.ofVirtual().start(() -> quick.body().forEach(_ -> {}));
            await().until(() -> listeners.size() == 2);

            await().until(() -> {
                listeners.tell("much", MUCH);
                return listeners.size() == 1;
            });

            assertThat(read.isAlive()).isTrue();
            assertThat(listeners.add()).isPresent();
        } finally {
            http.shutdownNow();
        }
    }

    private static int port() {
        return console.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
