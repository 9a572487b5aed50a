package dev.signet.key;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.contract.Fence;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.Settlements;
import dev.signet.contract.Settlements.Question;
import dev.signet.contract.Settlements.Settlement;
import dev.signet.contract.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for collection-service: knows what is stored because a test says so. */
public final class CollectionFake implements AutoCloseable {
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpServer server;
    private final Set<Question> stored = ConcurrentHashMap.newKeySet();
    private final List<Fence> fences = new CopyOnWriteArrayList<>();
    private final List<ParkedMessage> parked = new CopyOnWriteArrayList<>();
    private final List<Integer> settlementGroups = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    public CollectionFake() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        on("/internal/fences", Fence.class, this::fence);
        on("/internal/settlements", Settlements.class, this::settle);
        on("/internal/parked-messages", ParkedMessage.class, message -> {
            parked.add(message);
            return "";
        });
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on the signatures made in this use of a key are stored. */
    public void store(Question use) {
        stored.add(use);
    }

    /** While down, every call is answered with 503. */
    public void setDown(boolean down) {
        this.down = down;
    }

    public List<Fence> fences() {
        return fences;
    }

    public List<ParkedMessage> parked() {
        return parked;
    }

    /** How many questions came with each call. */
    public List<Integer> settlementGroups() {
        return settlementGroups;
    }

    private Fence.Reply fence(Fence fence) {
        fences.add(fence);
        var use = new Question(fence.batchId(), fence.keyId(), fence.token());
        return new Fence.Reply(stored.contains(use) ? Verdict.STORED : Verdict.FENCED);
    }

    private Settlements.Reply settle(Settlements settlements) {
        settlementGroups.add(settlements.questions().size());
        return new Settlements.Reply(settlements.questions().stream()
                .map(use -> stored.contains(use) ? Settlement.STORED : Settlement.OPEN)
                .toList());
    }

    private <T> void on(String path, Class<T> type, Function<T, Object> handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                var request = json.readValue(exchange.getRequestBody().readAllBytes(), type);
                if (down) {
                    exchange.sendResponseHeaders(503, -1);
                } else {
                    answer(exchange, json.writeValueAsBytes(handler.apply(request)));
                }
            }
        });
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
