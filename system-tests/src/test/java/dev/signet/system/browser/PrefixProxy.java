package dev.signet.system.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;

/** A proxy that shows the console under a path and hides that path from it, as an ingress does. */
final class PrefixProxy implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI target;
    private final String prefix;

    PrefixProxy(URI target, String prefix) throws IOException {
        this.target = target;
        this.prefix = prefix;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(prefix + "/", this::hand);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + prefix + "/";
    }

    private void hand(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString().substring(prefix.length());
        var request = HttpRequest.newBuilder(target.resolve(path))
                .method(exchange.getRequestMethod(), BodyPublishers.ofInputStream(exchange::getRequestBody))
                .header("X-Forwarded-Prefix", prefix);
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try (exchange) {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            answer.headers().map().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("transfer-encoding") && !name.equalsIgnoreCase("content-length")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.statusCode() == 204 ? -1 : 0);
            pour(answer.body(), exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pour(InputStream from, HttpExchange exchange) throws IOException {
        try (from) {
            var chunk = new byte[8192];
            for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
                exchange.getResponseBody().write(chunk, 0, read);
                exchange.getResponseBody().flush();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
