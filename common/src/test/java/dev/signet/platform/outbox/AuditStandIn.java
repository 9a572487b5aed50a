package dev.signet.platform.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for audit-service: keeps each event once, and does badly what a test tells it to. */
final class AuditStandIn implements AutoCloseable {
    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;
    private final Map<String, JsonNode> log = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private volatile boolean mute;
    private volatile boolean wrongAddress;

    AuditStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/events", this::take);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** While down, it takes nothing. */
    void setDown(boolean isDown) {
        down = isDown;
    }

    /** While mute, it takes everything and its answers are lost. */
    void setMute(boolean isMute) {
        mute = isMute;
    }

    /** As if somebody else listened there. */
    void setWrongAddress(boolean isWrong) {
        wrongAddress = isWrong;
    }

    /** An event with this id is not what it should be. */
    void refuse(String id) {
        refused.add(id);
    }

    /** A batch with this event cannot be read at all. */
    void cannotRead(String id) {
        unreadable.add(id);
    }

    List<JsonNode> log() {
        return List.copyOf(log.values());
    }

    List<String> ids() {
        return List.copyOf(log.keySet());
    }

    /** How many events came with each call. */
    List<Integer> batches() {
        return batches;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var events = json.readTree(exchange.getRequestBody().readAllBytes())
                    .valueStream()
                    .toList();
            batches.add(events.size());
            if (down) {
                exchange.sendResponseHeaders(503, -1);
            } else if (events.stream().anyMatch(event -> unreadable.contains(id(event)))) {
                send(exchange, 400, Map.of("type", "/problems/invalid-event"));
            } else if (wrongAddress) {
                send(exchange, 400, Map.of("type", "/problems/bad-request"));
            } else {
                answer(exchange, events.stream().map(this::commit).toList());
            }
        }
    }

    private Map<String, String> commit(JsonNode event) {
        if (refused.contains(id(event))) {
            return Map.of("status", "INVALID", "detail", "It has no manners.");
        }
        log.putIfAbsent(id(event), event);
        return Map.of("status", "COMMITTED", "logindex", "1");
    }

    private void answer(HttpExchange exchange, List<Map<String, String>> results) throws IOException {
        if (mute) {
            return; // closes the connection
        }
        var all = results.stream().allMatch(result -> "COMMITTED".equals(result.get("status")));
        send(exchange, all ? 200 : 207, Map.of("results", results));
    }

    private void send(HttpExchange exchange, int status, Object answer) throws IOException {
        var body = json.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String id(JsonNode event) {
        return event.path("id").asString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
