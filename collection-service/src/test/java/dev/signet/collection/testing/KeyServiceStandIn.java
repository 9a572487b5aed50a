package dev.signet.collection.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.contract.PublicKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** Answers for key-service how many keys there are, and what they are. */
public final class KeyServiceStandIn {
    private static final String SUMMARY =
            "{\"free\":%d,\"leased\":2,\"disabled\":1,\"tick\":9,\"stored\":4,\"fenced\":0,"
                    + "\"checkedThroughTick\":9,\"concurrentKeyUse\":0,\"lruViolations\":0}";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<PublicKeys> questions = new CopyOnWriteArrayList<>();
    private volatile List<PublicKeys.Known> keys = List.of();
    private volatile boolean away;
    private volatile int free = 3;

    private KeyServiceStandIn(HttpServer server) {
        this.server = server;
    }

    static KeyServiceStandIn start() {
        try {
            var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            var standIn = new KeyServiceStandIn(server);
            server.createContext(
                    "/api/v1/keyring/summary", exchange -> answer(exchange, 200, SUMMARY.formatted(standIn.free)));
            server.createContext("/internal/public-keys", standIn::publicKeys);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it has these keys, and no others. */
    public void has(PublicKeys.Known... these) {
        keys = List.of(these);
        questions.clear();
    }

    public void setFree(int keys) {
        free = keys;
    }

    public void setAway(boolean isAway) {
        away = isAway;
    }

    public List<PublicKeys> questions() {
        return questions;
    }

    private void publicKeys(HttpExchange exchange) throws IOException {
        if (away) {
            answer(exchange, 503, "{}");
            return;
        }
        var asked = JSON.readValue(exchange.getRequestBody(), PublicKeys.class);
        questions.add(asked);
        var known = keys.stream()
                .filter(key -> asked.keyIds().contains(key.keyId()))
                .toList();
        answer(exchange, 200, JSON.writeValueAsString(new PublicKeys.Reply(known)));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }
}
