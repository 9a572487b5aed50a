package dev.signet.signing.batch;

import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseRenewal;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseRevocation;
import dev.signet.contract.Verdict;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.GroupedCalls;
import dev.signet.platform.ServiceClients;
import dev.signet.platform.trace.BatchTraces;
import dev.signet.platform.trace.TraceParent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** What a worker asks of key-service. Each method throws {@link Unavailable} when it cannot be asked now. */
@Component
class KeyService implements Renewals {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
    private static final int LARGEST_GROUP = 64;

    private final Peer peer = new Peer("key-service");
    private final RestClient calls;
    private final RestClient waits;
    private final BatchTraces traces;
    private final GroupedCalls<LeaseRequest, LeaseReply> leases =
            new GroupedCalls<>(LARGEST_GROUP, Unavailable.class, this::lease);

    KeyService(ServiceClients clients, PeerProperties peers, SignerProperties signer, BatchTraces traces) {
        this.calls = clients.of(peers.keyUrl(), READ_TIMEOUT);
        this.waits = clients.of(peers.keyUrl(), signer.leaseWait().plus(READ_TIMEOUT));
        this.traces = traces;
    }

    /** The same request gets the same lease, so a call whose answer was lost may be repeated. */
    LeaseReply lease(LeaseRequest request) {
        return leases.ask(request);
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
