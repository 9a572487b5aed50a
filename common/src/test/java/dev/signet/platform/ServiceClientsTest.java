package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.platform.tls.PeerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** What goes wrong between two services is told as a peer that cannot be reached, so that the caller tries again. */
class ServiceClientsTest {
    private static final List<String> LARGE = List.of("x".repeat(1 << 24));

    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;

    @TempDir
    private Path tokens;

    ServiceClientsTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @BeforeEach
    void writeToken() throws IOException {
        Files.writeString(tokens.resolve("seeder.token"), "secret");
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void connectionThatIsLostWhileTheBodyIsSentIsOne() {
        onEachConnection(socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        });

        assertThatThrownBy(() -> post(LARGE)).isInstanceOf(ResourceAccessException.class);
    }

    @Test
    void peerThatSaysNothingIsOne() {
        onEachConnection(_ -> {});

        assertThatThrownBy(() -> post(List.of("?"))).isInstanceOf(ResourceAccessException.class);
    }

    @Test
    void callIsNotRepeatedUnasked() {
        onEachConnection(socket -> {
            socket.getInputStream().read();
            socket.close();
        });

        assertThatThrownBy(() -> post(List.of("once"))).isInstanceOf(ResourceAccessException.class);
        assertThat(connections).hasValue(1);
    }

    private void post(List<String> body) {
        client().post()
                .uri("/internal/things")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
    }

    private RestClient client() {
        return new ServiceClients(ServiceTokens.read(tokens, "seeder"), PeerTls.off())
                .of("it", URI.create("http://127.0.0.1:" + server.getLocalPort()), Duration.ofMillis(300));
    }

    private void onEachConnection(Behaviour behaviour) {
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    var socket = server.accept();
                    connections.incrementAndGet();
                    behaviour.on(socket);
                }
            } catch (IOException _) {
                // the test is over
            }
        });
    }

    /** What the peer does. */
    @FunctionalInterface
    private interface Behaviour {
        void on(Socket socket) throws IOException;
    }
}
