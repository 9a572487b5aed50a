package dev.signet.signing.batch;

import dev.signet.contract.Bytes;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseRenewal;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseRevocation;
import dev.signet.contract.Verdict;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.GroupedCalls;
import dev.signet.platform.ServiceClients;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.platform.trace.BatchTraces;
import dev.signet.platform.trace.TraceParent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** What a worker asks of key-service. Each method throws {@link Unavailable} when it cannot be asked now. */
@Component
class KeyService implements Renewals {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST_GROUP = 64;
    private static final int LARGEST_SIGNATURE = 8192;
    private static final MediaType FRAMES = MediaType.parseMediaType(FrameWriter.MEDIA_TYPE);

    private final Peer peer = new Peer("key-service");
    private final RestClient calls;
    private final RestClient waits;
    private final BatchTraces traces;
    private final Map<KeyringName, GroupedCalls<LeaseRequest, LeaseReply>> leases = new ConcurrentHashMap<>();

    KeyService(ServiceClients clients, PeerProperties peers, SignerProperties signer, BatchTraces traces) {
        this.calls = clients.of("key-service", peers.keyUrl(), READ_TIMEOUT);
        this.waits =
                clients.of("key-service", peers.keyUrl(), signer.leaseWait().plus(READ_TIMEOUT));
        this.traces = traces;
    }

    /** The same request gets the same lease, so a call whose answer was lost may be repeated. */
    LeaseReply lease(LeaseRequest request) {
        return leases.computeIfAbsent(request.keyringName(), _ -> together()).ask(request);
    }

    // A call lasts until one of its requests is decided: those for another keyring, which may have a free key, would
    // wait for it.
    private GroupedCalls<LeaseRequest, LeaseReply> together() {
        return new GroupedCalls<>(LARGEST_GROUP, Unavailable.class, this::lease);
    }

    private List<LeaseReply> lease(List<LeaseRequest> requests) {
        try (var joint = traces.joint("lease together", requests, LeaseRequest::traceparent)) {
            var call = waits.post()
                    .uri("/internal/leases")
                    .headers(headers -> joint.traceparent().ifPresent(span -> headers.set(TraceParent.HEADER, span)))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new LeaseRequest.Group(requests));
            return peer.call(call, response -> {
                if (!response.getStatusCode().is2xxSuccessful()) {
                    throw peer.unexpected(response);
                }
                return Objects.requireNonNull(response.bodyTo(LeaseReply.Group.class))
                        .replies();
            });
        }
    }

    @Override
    public Optional<Duration> renew(LeaseId id, int progress) {
        var call = calls.post()
                .uri("/internal/leases/{id}/renewals", id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new LeaseRenewal(progress));
        return peer.call(call, response -> switch (response.getStatusCode().value()) {
            case 200 ->
                Optional.of(Duration.ofMillis(Objects.requireNonNull(response.bodyTo(LeaseRenewal.Reply.class))
                        .remainingMillis()));
            case 404, 410 -> Optional.empty();
            default -> throw peer.unexpected(response);
        });
    }

    /** Signatures under the lease, in the order of the records; empty when it is not in force. Throws {@link CannotSign} with key-service's reason. */
    Optional<List<byte[]>> sign(LeaseId id, Bytes handle, List<Frame> records) {
        var call = calls.post()
                .uri("/internal/leases/{id}/signatures", id)
                .header(LeaseReply.HANDLE, handle.toBase64Url())
                .contentType(FRAMES)
                .body(framed(records));
        return peer.call(call, response -> switch (response.getStatusCode().value()) {
            case 200 -> Optional.of(signatures(records, response.getBody()));
            case 404, 410 -> Optional.empty();
            case 413, 422 -> throw new CannotSign(reason(response.getBody()));
            default -> throw peer.unexpected(response);
        });
    }

    private static String reason(InputStream problem) {
        return JSON.readTree(problem).path("detail").asString("key-service does not say why");
    }

    private static byte[] framed(List<Frame> records) {
        var body = new FramedBody(new byte[0]);
        records.forEach(record -> body.add(record.recordId(), record.content().unsafeArray()));
        return body.end();
    }

    private List<byte[]> signatures(List<Frame> records, InputStream body) throws IOException {
        var signatures = new ArrayList<byte[]>(records.size());
        var frames = new FrameReader(body, LARGEST_SIGNATURE);
        frames.head();
        for (var record : records) {
            var signature = frames.next().filter(frame -> frame.recordId().equals(record.recordId()));
            signatures.add(signature
                    .orElseThrow(() -> new IOException("not the signatures that were asked for"))
                    .content()
                    .toArray());
        }
        return signatures;
    }

    /**
     * Gives up the lease and says what became of it.
     *
     * @param ranOut the batch took longer than the lease lasts
     */
    Verdict revoke(LeaseId id, boolean ranOut) {
        var call = calls.post()
                .uri("/internal/leases/{id}/revocation", id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new LeaseRevocation.Request(ranOut));
        CrashPoint.WORKER_BEFORE_REVOCATION.reach();
        var verdict = peer.call(call, response -> {
            if (!response.getStatusCode().is2xxSuccessful()) {
                throw peer.unexpected(response);
            }
            return Objects.requireNonNull(response.bodyTo(LeaseRevocation.class))
                    .verdict();
        });
        CrashPoint.WORKER_REVOKED.reach();
        return verdict;
    }

    boolean isAlive() {
        return Liveness.of(calls);
    }
}
