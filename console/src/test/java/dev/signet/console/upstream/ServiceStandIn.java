package dev.signet.console.upstream;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Stands for a service: answers what the console asks, and a few paths that show how it hands things on. */
final class ServiceStandIn implements AutoCloseable {
    static final long LONG = 64L << 20;

    private final HttpServer server;
    volatile Headers lastHeaders = new Headers();
    volatile String lastUri = "";
    volatile long lastBody;
    /** Down once the first bytes of a body are here. */
    volatile CountDownLatch hasBegun = new CountDownLatch(1);

    final CountDownLatch mayGoOn = new CountDownLatch(1);

    ServiceStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        lastHeaders = exchange.getRequestHeaders();
        lastUri = exchange.getRequestURI().toString();
        lastBody = exchange.getRequestBody().transferTo(new OutputStream() {
            @Override
            public void write(int one) {
                hasBegun.countDown();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                hasBegun.countDown();
            }
        });
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/api/v1/keys/dropped" -> exchange.close(); // without a word
                case "/api/v1/exports/long" -> sendMuch(exchange);
                case "/api/v1/exports/broken" -> breakOff(exchange);
                case "/api/v1/exports/slow" -> pause(exchange);
                case "/api/v1/records" -> send(exchange, 201, "{\"stored\":1}");
                case "/api/v1/progress" ->
                    send(exchange, 200, "{\"state\":\"IDLE\",\"asOf\":\"2026-01-01T00:00:00Z\"}");
                default -> send(exchange, 404, "{\"type\":\"/problems/not-found\",\"detail\":\"There is none.\"}");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Connection", "X-Ours-Alone");
        exchange.getResponseHeaders().add("X-Ours-Alone", "1");
        exchange.getResponseHeaders().add("X-For-All", "2");
        exchange.getResponseHeaders().add("Set-Cookie", "a=b");
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void sendMuch(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var chunk = new byte[1 << 16];
        for (long sent = 0; sent < LONG; sent += chunk.length) {
            exchange.getResponseBody().write(chunk);
        }
    }

    // Announces more than it sends.
    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1 << 20);
        exchange.getResponseBody().write(new byte[1000]);
        exchange.getResponseBody().flush();
        throw new IOException("broken off");
    }

    private void pause(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("first\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            mayGoOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getResponseBody().write("second\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        mayGoOn.countDown();
        server.stop(0);
    }
}
