package dev.signet.collection.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers for key-service how many keys there are. */
public final class KeyServiceStandIn {
    private final HttpServer server;
    private volatile String summary = "{\"free\":3,\"leased\":2,\"disabled\":1,\"tick\":9,\"stored\":4,\"fenced\":0,"
            + "\"checkedThroughTick\":9,\"concurrentKeyUse\":0,\"lruViolations\":0}";

    private KeyServiceStandIn(HttpServer server) {
        this.server = server;
    }

    static KeyServiceStandIn start() {
        try {
            var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            var standIn = new KeyServiceStandIn(server);
            server.createContext("/api/v1/keyring/summary", exchange -> {
                var body = standIn.summary.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }
}
