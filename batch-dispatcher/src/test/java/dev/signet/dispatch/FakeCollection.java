package dev.signet.dispatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.contract.BatchId;
import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.KeyringName;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningTriggered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** collection-service's two dispatch calls; a claimed batch is not due again. */
final class FakeCollection implements AutoCloseable {
    final List<BatchId> marked = new CopyOnWriteArrayList<>();
    final AtomicInteger claims = new AtomicInteger();
    volatile boolean away;
    private final Queue<SigningTriggered> due = new ConcurrentLinkedQueue<>();
    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;

    FakeCollection() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/dispatch/claims", this::claim);
        server.createContext("/internal/dispatch/marks", this::mark);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    BatchId due(long batch) {
        return due(batch, KeyringName.DEFAULT);
    }

    BatchId due(long batch, KeyringName keyring) {
        var id = new BatchId(batch);
        due.add(new SigningTriggered(id, new RunId(1), new RecordId(batch), new RecordId(batch), 1, 1)
                .withKeyring(keyring));
        return id;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void claim(HttpExchange call) throws IOException {
        claims.incrementAndGet();
        var limit = json.readValue(call.getRequestBody().readAllBytes(), Request.class)
                .limit();
        var batches = new ArrayList<SigningTriggered>();
        while (!away && batches.size() < limit && !due.isEmpty()) {
            batches.add(due.remove());
        }
        answer(call, json.writeValueAsBytes(new Claimed(batches, batches.isEmpty())));
    }

    private void mark(HttpExchange call) throws IOException {
        var mark = json.readValue(call.getRequestBody().readAllBytes(), Mark.class);
        if (!away) {
            marked.addAll(mark.batches());
        }
        answer(call, new byte[0]);
    }

    private void answer(HttpExchange call, byte[] body) throws IOException {
        try (call) {
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(away ? 503 : 200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                call.getResponseBody().write(body);
            }
        }
    }
}
