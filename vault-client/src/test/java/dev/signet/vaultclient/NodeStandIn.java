package dev.signet.vaultclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A node that does to its callers what a test wants. */
final class NodeStandIn implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = exchange -> answer(exchange, 200, "payload");

    interface Behaviour {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    NodeStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            keys.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Signet-Vault-Key"), ""));
            behaviour.handle(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    NodeStandIn doing(Behaviour next) {
        behaviour = next;
        return this;
    }

    NodeStandIn refusing(int status, String slug, String detail) {
        return doing(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, status, "{\"type\":\"/problems/%s\",\"detail\":\"%s\"}".formatted(slug, detail));
        });
    }

    /** Takes the request and says nothing. */
    NodeStandIn hanging() {
        return doing(_ -> closing.await());
    }

    /** Takes the request and hangs up. */
    NodeStandIn hangingUp() {
        return doing(_ -> {});
    }

    /** Begins its answer and hangs up. */
    NodeStandIn breakingOff() {
        return doing(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        });
    }

    /** Begins its answer and says no more. */
    NodeStandIn stalling() {
        return doing(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            closing.await();
        });
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Of each request, in their order; empty where it had none. */
    List<String> keys() {
        return keys;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
