package dev.signet.key;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.contract.Envelope;
import dev.signet.contract.Fence;
import dev.signet.contract.KeyUse;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.RaisedFences;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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
    private final Set<KeyUse> stored = ConcurrentHashMap.newKeySet();
    private final List<Fence> fences = new CopyOnWriteArrayList<>();
    private final List<KeyUse> raised = new CopyOnWriteArrayList<>();
    private final List<ParkedMessage> parked = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private volatile Function<Receipt, Optional<Envelope>> receipts = CollectionFake::signed;

    public CollectionFake() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        on("/internal/fences", Fence.class, this::fence);
        server.createContext("/internal/key-fences", this::keyFences);
        on("/internal/parked-messages", ParkedMessage.class, message -> {
            parked.add(message);
            return "";
        });
        server.createContext("/actuator/health/liveness", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(down ? 503 : 200, -1);
            }
        });
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on the signatures made in this use of a key are stored. */
    public void store(KeyUse use) {
        stored.add(use);
    }

    /** What goes for receipts from now on. */
    public void giveReceipts(Function<Receipt, Optional<Envelope>> made) {
        receipts = made;
    }

    /** As receipts are. */
    public static Optional<Envelope> signed(Receipt receipt) {
        return Optional.of(Issuers.COLLECTION.sign(receipt));
    }

    /** While down, every call is answered with 503. */
    public void setDown(boolean down) {
        this.down = down;
    }

    public List<Fence> fences() {
        return fences;
    }

    /** Up to where nothing can be stored, one after the other. */
    public List<KeyUse> raised() {
        return raised;
    }

    public List<ParkedMessage> parked() {
        return parked;
    }

    private Fence.Reply fence(Fence fence) {
        fences.add(fence);
        var use = new KeyUse(fence.keyId(), fence.token());
        var verdict = stored.contains(use) ? Verdict.STORED : Verdict.FENCED;
        return new Fence.Reply(verdict, receipts.apply(fence.ended(verdict)));
    }

    private void keyFences(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (down) {
                exchange.sendResponseHeaders(503, -1);
            } else if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, json.writeValueAsBytes(new RaisedFences.Known(raised)));
            } else {
                raised.addAll(json.readValue(exchange.getRequestBody().readAllBytes(), RaisedFences.class)
                        .uses());
                exchange.sendResponseHeaders(204, -1);
            }
        }
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
