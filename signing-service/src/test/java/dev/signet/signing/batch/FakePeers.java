package dev.signet.signing.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.Bytes;
import dev.signet.contract.Deferral;
import dev.signet.contract.FailureReport;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseRenewal;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseRevocation;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.StoreSignatures;
import dev.signet.platform.AesGcm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.hpke.HPKE;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** collection-service and key-service behind one address, answering as a test tells them to. */
final class FakePeers implements AutoCloseable {
    static final KeyId KEY = new KeyId("k".repeat(43));
    private static final Pattern NUMBER = Pattern.compile("/internal/batches/(\\d+)(?:/(\\w+))?");
    private static final Pattern LEASE = Pattern.compile("/internal/leases/([0-9a-f-]+)/(\\w+)");

    final List<ParkedMessage> parked = new CopyOnWriteArrayList<>();
    volatile boolean collectionAway;
    volatile boolean recordsAway;
    volatile boolean keysAway;
    final Map<KeyringName, CountDownLatch> keysInUse = new ConcurrentHashMap<>();
    private final JsonMapper json = new JsonMapper();
    private final Map<Long, FakeBatch> batches = new ConcurrentHashMap<>();
    private final Map<LeaseId, FakeBatch> leases = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final KeyPair keyPair;
    private final HttpServer server;

    FakePeers(KeyPair keyPair) {
        this.keyPair = keyPair;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    FakeBatch batch(String... payloads) {
        var batch = new FakeBatch(new BatchId(ids.incrementAndGet()), List.of(payloads));
        batches.put(batch.id.value(), batch);
        return batch;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            var path = call.getRequestURI().getPath();
            var ofBatch = NUMBER.matcher(path);
            var ofLease = LEASE.matcher(path);
            if (isAway(path)) {
                answer(call, 503, null);
            } else if (path.equals("/actuator/health/liveness")) {
                answer(call, 200, null);
            } else if (path.equals("/internal/parked-messages")) {
                parked.add(read(call, ParkedMessage.class));
                answer(call, 204, null);
            } else if (path.equals("/internal/leases")) {
                lease(call, read(call, LeaseRequest.Group.class).requests());
            } else if (path.equals("/internal/batches")) {
                batches(call);
            } else if (path.equals("/internal/signatures")) {
                store(call);
            } else if (ofLease.matches()) {
                ofLease(call, leases.get(LeaseId.of(ofLease.group(1))), ofLease.group(2));
            } else if (ofBatch.matches()) {
                ofBatch(call, batches.get(Long.parseLong(ofBatch.group(1))), ofBatch.group(2));
            } else {
                answer(call, 404, null);
            }
        }
    }

    private boolean isAway(String path) {
        var ofKeys = path.startsWith("/internal/leases");
        return ofKeys ? keysAway : collectionAway;
    }

    private void ofBatch(HttpExchange call, @Nullable FakeBatch batch, @Nullable String what) throws IOException {
        if (recordsAway && what == null) {
            answer(call, 503, null);
            return;
        }
        if (batch == null) {
            answer(call, 404, null);
            return;
        }
        batch.calls.add(what == null ? "fetch" : what);
        switch (what) {
            case null -> records(call, batch);
            case "deferrals" -> {
                batch.deferrals.add(read(call, Deferral.class));
                answer(call, 204, null);
            }
            case "failures" -> {
                batch.failures.add(read(call, FailureReport.class));
                answer(call, 204, null);
            }
            default -> answer(call, 404, null);
        }
    }

    private void batches(HttpExchange call) throws IOException {
        call.getResponseHeaders().add("Content-Type", FrameWriter.MEDIA_TYPE);
        call.sendResponseHeaders(200, 0);
        var frames = new FrameWriter(call.getResponseBody());
        for (var parameter : call.getRequestURI().getQuery().split("&")) {
            var batch = batches.get(Long.parseLong(parameter.substring("ids=".length())));
            if (batch == null) {
                frames.head(new byte[0]);
            } else if (batch.large || batch.cutOff) {
                frames.head(json.writeValueAsBytes(batch.head()));
            } else {
                batch.calls.add("fetch");
                write(frames, batch);
            }
            frames.end();
        }
        frames.flush();
    }

    private void records(HttpExchange call, FakeBatch batch) throws IOException {
        call.getResponseHeaders().add("Content-Type", FrameWriter.MEDIA_TYPE);
        call.sendResponseHeaders(200, 0);
        var frames = new FrameWriter(call.getResponseBody());
        write(frames, batch);
        if (batch.cutOff) {
            frames.flush();
            throw new IOException("cut off");
        }
        frames.end();
        frames.flush();
    }

    private void write(FrameWriter frames, FakeBatch batch) throws IOException {
        frames.head(json.writeValueAsBytes(batch.head()));
        if (batch.state.isOpen()) {
            for (var i = 0; i < batch.payloads.size(); i++) {
                frames.record(batch.recordId(i), batch.payloads.get(i).getBytes(UTF_8));
            }
        }
    }

    // What one of them is told to be answered with a status, all are.
    private void store(HttpExchange call) throws IOException {
        var frames = new FrameReader(call.getRequestBody(), 1 << 20);
        var answers = new ArrayList<StoreSignatures.Answer>();
        while (frames.hasMore()) {
            var head = json.readValue(frames.head(), StoreSignatures.class);
            var received = new ArrayList<FrameReader.Frame>();
            for (var next = frames.next(); next.isPresent(); next = frames.next()) {
                received.add(next.get());
            }
            var told = stored(head, received);
            if (told instanceof Integer status) {
                answer(call, status, null);
                return;
            }
            answers.add(new StoreSignatures.Answer(
                    (StoreSignatures.Outcome) told, Optional.of(FakeBatch.statement("receipt for", head.batchId()))));
        }
        answer(call, 200, new StoreSignatures.Reply(answers));
    }

    private Object stored(StoreSignatures head, List<FrameReader.Frame> received) {
        var batch = Objects.requireNonNull(batches.get(head.batchId().value()));
        batch.calls.add("signatures");
        batch.grants.add(head.grant());
        var told = Objects.requireNonNullElse(batch.storeAnswers.poll(), batch.everyStore);
        if (told == StoreSignatures.Outcome.STORED) {
            batch.stored.addAll(received);
            batch.state = BatchState.SIGNED;
            batch.signedWith = Optional.of(new LeaseUse(head.leaseId(), head.keyId(), head.token()));
            batch.receipt = Optional.of(FakeBatch.statement("receipt for", batch.id));
        }
        return told;
    }

    private void lease(HttpExchange call, List<LeaseRequest> requests) throws IOException {
        var replies = new ArrayList<LeaseReply>();
        requests.forEach(this::awaitKey);
        for (var request : requests) {
            var batch = Objects.requireNonNull(batches.get(request.batchId().value()));
            batch.calls.add("lease");
            batch.leaseRequests.add(request);
            var told = batch.leaseAnswers.poll();
            if (told instanceof Integer status) {
                answer(call, status, null);
                return;
            }
            replies.add(told == null ? granted(batch, request) : (LeaseReply) told);
        }
        answer(call, 200, new LeaseReply.Group(replies));
    }

    private void awaitKey(LeaseRequest request) {
        try {
            var free = keysInUse.get(request.keyringName());
            if (free != null) {
                free.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ofLease(HttpExchange call, @Nullable FakeBatch batch, String what) throws IOException {
        if (batch == null) {
            answer(call, 404, null);
            return;
        }
        batch.calls.add(what);
        answer(
                call,
                200,
                what.equals("renewals")
                        ? new LeaseRenewal.Reply(batch.remainingMillis)
                        : new LeaseRevocation(batch.verdict));
    }

    private LeaseReply granted(FakeBatch batch, LeaseRequest request) {
        var lease = LeaseId.random();
        leases.put(lease, batch);
        var hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);
        var to = hpke.setupBaseS(
                hpke.deserializePublicKey(request.publicKey().toArray()), LeaseReply.HPKE_INFO.getBytes(US_ASCII));
        var binding = LeaseReply.binding(lease, KEY, 5, batch.id);
        var sealed = AesGcm.seal(
                to.export(binding, AesGcm.KEY_BYTES), keyPair.getPrivate().getEncoded(), binding);
        return new LeaseReply.Granted(
                lease,
                KEY,
                5,
                Algorithm.ED25519,
                batch.remainingMillis,
                Bytes.copyOf(to.getEncapsulation()),
                Bytes.wrap(sealed),
                Optional.of(FakeBatch.statement("grant for", batch.id)),
                false);
    }

    private <T> T read(HttpExchange call, Class<T> type) throws IOException {
        return json.readValue(call.getRequestBody().readAllBytes(), type);
    }

    private void answer(HttpExchange call, int status, @Nullable Object body) throws IOException {
        call.getRequestBody().readAllBytes();
        if (body == null) {
            call.sendResponseHeaders(status, -1);
            return;
        }
        var bytes = json.writeValueAsBytes(body);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }
}
