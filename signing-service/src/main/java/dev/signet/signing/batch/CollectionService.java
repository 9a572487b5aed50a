package dev.signet.signing.batch;

import dev.signet.contract.BatchId;
import dev.signet.contract.Deferral;
import dev.signet.contract.FailureReport;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.StoreSignatures.Answer;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.GroupedCalls;
import dev.signet.platform.ParkedMessages;
import dev.signet.platform.ServiceClients;
import dev.signet.platform.trace.BatchTraces;
import dev.signet.platform.trace.TraceParent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** What a worker asks of collection-service. Each method throws {@link Unavailable} when it cannot be asked now. */
@Component
class CollectionService implements ParkedMessages {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final MediaType FRAMES = MediaType.parseMediaType(FrameWriter.MEDIA_TYPE);
    private static final int LARGEST_GROUP = 32;

    /** Some 6,000 signatures of 64 bytes; one batch may be more. */
    private static final int LARGEST_STORE = 1 << 19;

    /** Each of these has a record of up to the largest size in memory; all others are small. */
    private static final int LARGE_AT_ONCE =
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private final Peer peer = new Peer("collection-service");
    private final BatchFrames batches;
    private final RestClient calls;
    private final RestClient streams;
    private final BatchTraces traces;
    private final Semaphore places = new Semaphore(LARGE_AT_ONCE);
    private final GroupedCalls<BatchId, Opened> opens =
            new GroupedCalls<>(LARGEST_GROUP, Unavailable.class, this::open);
    private final GroupedCalls<Framed, Answer> stores =
            new GroupedCalls<>(LARGEST_GROUP, Unavailable.class, this::store);

    CollectionService(
            ServiceClients clients,
            PeerProperties peers,
            SignerProperties signer,
            RecordProperties records,
            BatchTraces traces,
            JsonMapper json) {
        this.batches = new BatchFrames(json, Math.toIntExact(records.maxBytes().toBytes()));
        this.calls = clients.of("collection-service", peers.collectionUrl(), READ_TIMEOUT);
        this.streams = clients.streams("collection-service", peers.collectionUrl(), signer.batchTimeout());
        this.traces = traces;
    }

    /** The batch with its records; empty when there is no such batch. */
    Optional<BatchStream> open(BatchId id) {
        try (var _ = traces.stage("fetch")) {
            return switch (opens.ask(id)) {
                case Opened.Unknown() -> Optional.empty();
                case Opened.Whole(var batch) -> Optional.of(batch);
                case Opened.TooLarge() -> openAlone(id);
            };
        }
    }

    private List<Opened> open(List<BatchId> ids) {
        var request = calls.get()
                .uri(uri -> uri.path("/internal/batches")
                        .queryParam("ids", ids.toArray())
                        .build());
        return peer.call(request, response -> {
            if (!response.getStatusCode().is2xxSuccessful()) {
                throw peer.unexpected(response);
            }
            return batches.read(response.getBody(), ids.size());
        });
    }

    // Its records are still to come; it has its place until it is closed.
    private Optional<BatchStream> openAlone(BatchId id) {
        places.acquireUninterruptibly();
        var opened = Optional.<BatchStream>empty();
        try {
            opened = peer.open(streams.get().uri("/internal/batches/{id}", id), this::stream);
        } finally {
            if (opened.isEmpty()) {
                places.release();
            }
        }
        return opened;
    }

    private Optional<BatchStream> stream(ClientHttpResponse response) throws IOException {
        var opened = Optional.<BatchStream>empty();
        try {
            var status = response.getStatusCode();
            if (status.is2xxSuccessful()) {
                opened = Optional.of(batches.stream(response.getBody(), () -> {
                    response.close();
                    places.release();
                }));
            } else if (!status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
                throw peer.unexpected(response);
            }
        } finally {
            if (opened.isEmpty()) {
                response.close();
            }
        }
        return opened;
    }

    /** Repeating the call repeats the answer. */
    Answer store(byte[] framed) {
        return stores.ask(new Framed(framed, traces.traceparent()));
    }

    // What is verified and stored in one call is over well within its time, on a slow machine too.
    private List<Answer> store(List<Framed> sets) {
        var answers = new ArrayList<Answer>(sets.size());
        for (var next = 0; next < sets.size(); next = answers.size()) {
            var bytes = 0;
            var end = next;
            while (end < sets.size() && (end == next || bytes + sets.get(end).body().length <= LARGEST_STORE)) {
                bytes += sets.get(end++).body().length;
            }
            answers.addAll(storeTogether(sets.subList(next, end)));
        }
        return answers;
    }

    private List<Answer> storeTogether(List<Framed> sets) {
        try (var joint = traces.joint("store together", sets, Framed::traceparent)) {
            var request = calls.put()
                    .uri("/internal/signatures")
                    .headers(headers -> joint.traceparent().ifPresent(span -> headers.set(TraceParent.HEADER, span)))
                    .contentType(FRAMES)
                    .body(joined(sets.stream().map(Framed::body).toList()));
            return peer.call(request, response -> {
                if (!response.getStatusCode().is2xxSuccessful()) {
                    throw peer.unexpected(response);
                }
                return Objects.requireNonNull(response.bodyTo(StoreSignatures.Reply.class))
                        .answers();
            });
        }
    }

    /** A batch's signatures on their way to the store, in whichever call. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every batch's signatures would be for nothing
    private record Framed(byte[] body, Optional<String> traceparent) {}

    private static byte[] joined(List<byte[]> parts) {
        var whole = new ByteArrayOutputStream(
                parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    /** Not now. A batch that is closed is left as it is; false when there is no such batch. */
    boolean defer(BatchId id, Deferral deferral) {
        return !post("/internal/batches/{id}/deferrals", deferral, id).isSameCodeAs(HttpStatus.NOT_FOUND);
    }

    /** Counts against the batch, once per attempt, and defers it. */
    void report(BatchId id, FailureReport failure) {
        CrashPoint.WORKER_BEFORE_FAILURE.reach();
        post("/internal/batches/{id}/failures", failure, id);
        CrashPoint.WORKER_FAILED.reach();
    }

    @Override
    public void add(ParkedMessage message) {
        post("/internal/parked-messages", message);
    }

    private HttpStatusCode post(String path, Object body, Object... ids) {
        var request = calls.post()
                .uri(path, ids)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
        return peer.call(request, response -> {
            var status = response.getStatusCode();
            if (!status.is2xxSuccessful()
                    && !status.isSameCodeAs(HttpStatus.NOT_FOUND)
                    && !status.isSameCodeAs(HttpStatus.CONFLICT)) {
                throw peer.unexpected(response);
            }
            return status;
        });
    }

    boolean isAlive() {
        return Liveness.of(calls);
    }
}
