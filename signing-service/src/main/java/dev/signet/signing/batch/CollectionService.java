package dev.signet.signing.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import dev.signet.contract.Deferral;
import dev.signet.contract.FailureReport;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.StoreSignatures;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.ParkedMessages;
import dev.signet.platform.ServiceClients;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a worker asks of collection-service. Each method throws {@link Unavailable} when it cannot be asked now. */
@Component
class CollectionService implements ParkedMessages {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final Peer peer = new Peer("collection-service");
    private final JsonMapper json;
    private final int maxRecord;
    private final RestClient calls;
    private final RestClient streams;

    CollectionService(
            ServiceClients clients,
            PeerProperties peers,
            SignerProperties signer,
            RecordProperties records,
            JsonMapper json) {
        this.json = json;
        this.maxRecord = Math.toIntExact(records.maxBytes().toBytes());
        this.calls = clients.of(peers.collectionUrl(), READ_TIMEOUT);
        this.streams = clients.of(peers.collectionUrl(), signer.batchTimeout());
    }

    /** The batch with its records still to come; empty when there is no such batch. */
    Optional<BatchStream> open(BatchId id) {
        return peer.open(streams.get().uri("/internal/batches/{id}", id), response -> {
            if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                response.close();
                return Optional.empty();
            }
            if (!response.getStatusCode().is2xxSuccessful()) {
                response.close();
                throw peer.unexpected(response);
            }
            return Optional.of(stream(response));
        });
    }

    private BatchStream stream(ClientHttpResponse response) throws IOException {
        try {
            var frames = new FrameReader(response.getBody(), maxRecord);
            return new BatchStream(json.readValue(frames.head(), BatchHead.class), frames, response);
        } catch (IOException | JacksonException e) {
            response.close();
            throw new Unavailable("collection-service's answer was cut off or is not a batch", e);
        }
    }

    /** Repeating the call repeats the answer. */
    Stored store(BatchId id, byte[] framed) {
        var request = calls.put()
                .uri("/internal/batches/{id}/signatures", id)
                .contentType(MediaType.parseMediaType(FrameWriter.MEDIA_TYPE))
                .body(framed);
        return peer.call(request, response -> {
            if (response.getStatusCode().value() == 422) {
                return new Stored.Refused();
            }
            if (!response.getStatusCode().is2xxSuccessful()) {
                throw peer.unexpected(response);
            }
            var reply = Objects.requireNonNull(response.bodyTo(StoreSignatures.Reply.class));
            return new Stored.Answered(reply.outcome());
        });
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

    /** What came of sending signatures. */
    sealed interface Stored {
        record Answered(StoreSignatures.Outcome outcome) implements Stored {}

        /** They are not what the batch wants, and would not be the next time. */
        record Refused() implements Stored {}
    }
}
