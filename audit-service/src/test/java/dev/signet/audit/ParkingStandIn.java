package dev.signet.audit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.contract.ParkedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** Keeps parked messages in place of collection-service. */
public final class ParkingStandIn implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<ParkedMessage> parked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean down;

    ParkingStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/parked-messages", this::add);
        server.start();
    }

    private void add(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var isOurs = "Bearer token-of-audit-service"
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (isOurs && !down) {
                parked.add(JSON.readValue(body, ParkedMessage.class));
            }
            exchange.sendResponseHeaders(down ? 503 : isOurs ? 204 : 401, -1);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<ParkedMessage> parked() {
        return parked;
    }

    /** While down, nothing can be parked. */
    public void setDown(boolean down) {
        this.down = down;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
