package dev.signet.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.signet.console.live.ServiceHealth.Service;
import dev.signet.console.live.ServiceHealth.State;
import dev.signet.console.upstream.UpstreamProperties;
import dev.signet.platform.tls.PeerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceHealthTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        over.countDown();
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void whoIsAliveAndLacksSomethingIsToldFromWhoIsAway() throws IOException {
        var ready = service(answering(200), answering(200));
        var withoutBroker = service(answering(503), answering(200));
        var withoutDatabase = service(this::hang, answering(200));
        var dying = service(answering(503), answering(503));

        assertThat(states(ready, withoutBroker, withoutDatabase, dying, ready, ready))
                .containsExactly(State.UP, State.NOT_READY, State.NOT_READY, State.AWAY, State.UP, State.UP);
    }

    @Test
    void whoDoesNotAnswerIsAway() throws IOException {
        var gone = service(answering(200), answering(200));
        servers.getFirst().stop(0);

        assertThat(states(gone, gone, gone, gone, gone, gone)).containsOnly(State.AWAY);
    }

    private static List<State> states(URI collection, URI keys, URI dispatcher, URI signing, URI audit, URI vault) {
        var health = new ServiceHealth(
                new UpstreamProperties(collection, keys, dispatcher, signing, audit, vault, ""), PeerTls.off());
        return health.look().stream().map(Service::state).toList();
    }

    private URI service(HttpHandler readiness, HttpHandler liveness) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/actuator/health/readiness", readiness);
        server.createContext("/actuator/health/liveness", liveness);
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static HttpHandler answering(int status) {
        return exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, -1);
            }
        };
    }

    // As a service does that waits for a connection to its database.
    private void hang(HttpExchange exchange) throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answering(503).handle(exchange);
    }
}
