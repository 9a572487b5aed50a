package dev.signet.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.contract.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps records in place of collection-service, and lets a test change them, which the real one never would. */
public final class RecordsStandIn implements AutoCloseable {
    private final Map<Long, String> records = new ConcurrentSkipListMap<>();
    private final Map<String, Long> imports = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final HttpServer server;
    private volatile boolean down;
    private volatile boolean breakingOff;

    RecordsStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/records", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (down) {
                exchange.sendResponseHeaders(503, -1);
            } else if (exchange.getRequestMethod().equals("POST")) {
                var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                send(exchange, "{\"stored\":1,\"firstRecordId\":\"%d\"}".formatted(append(key, body)));
            } else {
                var path = exchange.getRequestURI().getPath();
                read(exchange, Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
            }
        }
    }

    private long append(String key, String body) {
        return imports.computeIfAbsent(key, _ -> {
            var id = last.incrementAndGet();
            records.put(id, body);
            return id;
        });
    }

    private void read(HttpExchange exchange, long id) throws IOException {
        var record = records.get(id);
        if (record == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            var payload = Bytes.wrap(record.getBytes(StandardCharsets.UTF_8)).toBase64Url();
            send(exchange, "{\"id\":\"%d\",\"status\":\"SIGNED\",\"payload\":\"%s\"}".formatted(id, payload));
        }
    }

    private void send(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, breakingOff ? bytes.length / 2 : bytes.length);
        exchange.getResponseBody().flush();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** By their ids, to be looked at and changed. */
    public Map<Long, String> records() {
        return records;
    }

    public void setDown(boolean down) {
        this.down = down;
    }

    /** Whether the connection is lost in the middle of each answer. */
    public void setBreakingOff(boolean breakingOff) {
        this.breakingOff = breakingOff;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
