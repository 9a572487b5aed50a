package dev.signet.key.lease;

import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseRenewal;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseRevocation;
import dev.signet.key.lease.Applicants.Decided;
import dev.signet.key.sealing.WorkerSeal;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.NotFound;
import dev.signet.platform.statement.Statements;
import dev.signet.platform.trace.BatchTraces;
import dev.signet.platform.trace.TraceParent;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Leases, for workers: ask for one, prolong it, give it up. */
@Hidden
@RestController
@RequestMapping("/internal/leases")
class LeaseController {
    private static final Logger log = LoggerFactory.getLogger(LeaseController.class);
    private static final long TRY_AGAIN_MILLIS = 1000;

    // A lease mostly ends long before its time, and the worker's deferral may arrive after the end: it must not cost
    // the whole rest.
    private static final long LONGEST_BUSY_MILLIS = 5000;

    private final LeaseWriter writer;
    private final Statements statements;
    private final Handover handover;
    private final OpenLeases leases;
    private final Revocations revocations;
    private final LeaseProperties properties;
    private final BatchTraces traces;
    private final JsonMapper json;
    private final Places places;

    LeaseController(
            LeaseWriter writer,
            Statements statements,
            Handover handover,
            OpenLeases leases,
            Revocations revocations,
            LeaseProperties properties,
            BatchTraces traces,
            JsonMapper json) {
        this.writer = writer;
        this.statements = statements;
        this.handover = handover;
        this.leases = leases;
        this.revocations = revocations;
        this.properties = properties;
        this.traces = traces;
        this.json = json;
        this.places = new Places(properties.maxWaiting());
    }

    @PostMapping
    void lease(
            @RequestBody LeaseRequest.Group group,
            @RequestHeader(TraceParent.HEADER) Optional<String> call,
            HttpServletResponse response)
            throws IOException {
        handover.requireUnsealed();
        var reply = new PatientReply(response);
        try (var spans =
                traces.served("grant key", group.requests(), LeaseRequest::batchId, LeaseRequest::traceparent, call)) {
            var answers = answersToOrdered(group.requests(), reply);
            spans.drop(i -> answers.get(i) instanceof LeaseReply.NoKey);
            reply.send(json.writeValueAsBytes(new LeaseReply.Group(answers)));
        }
    }

    // What nobody has ordered does not stand in line, and holds up none of those that it came with.
    private List<LeaseReply> answersToOrdered(List<LeaseRequest> requests, PatientReply reply) throws IOException {
        var objections = requests.stream()
                .map(request -> statements.objection(request.order(), request.ordered()))
                .toList();
        var ordered = IntStream.range(0, requests.size())
                .filter(i -> objections.get(i).isEmpty())
                .mapToObj(requests::get)
                .toList();
        var answers = ordered.isEmpty()
                ? Collections.<LeaseReply>emptyIterator()
                : answers(ordered, reply).iterator();
        return objections.stream()
                .map(objection -> objection
                        .<LeaseReply>map(reason -> new LeaseReply.NotOrdered("of the order, " + reason))
                        .orElseGet(answers::next))
                .toList();
    }

    private List<LeaseReply> answers(List<LeaseRequest> requests, PatientReply reply) throws IOException {
        try {
            var seals = new HashMap<Bytes, WorkerSeal>();
            return decide(requests, reply).stream()
                    .map(decided -> reply(decided, seals))
                    .toList();
        } catch (RuntimeException e) {
            if (!reply.hasBegun()) {
                throw e;
            }
            // It is too late for another status: the worker asks again, and is told then.
            log.warn("{} lease requests ended after their answer had begun: {}", requests.size(), e.toString());
            return requests.stream()
                    .<LeaseReply>map(_ -> new LeaseReply.NoKey(TRY_AGAIN_MILLIS))
                    .toList();
        }
    }

    private List<Decided> decide(List<LeaseRequest> requests, PatientReply reply) throws IOException {
        try (var _ = places.take(requests)) {
            var applicants = new Applicants(requests);
            writer.apply(applicants.all());
            return applicants.await(properties.heartbeat(), reply::beat);
        }
    }

    private LeaseReply reply(Decided decided, Map<Bytes, WorkerSeal> seals) {
        return switch (decided.decision()) {
            case Decision.Granted granted -> handover.handOver(decided.request(), granted, seals);
            case Decision.Busy busy ->
                new LeaseReply.Busy(Math.clamp(busy.remainingMillis(), TRY_AGAIN_MILLIS, LONGEST_BUSY_MILLIS));
            case Decision.Done(var use) -> new LeaseReply.Done(use.leaseId(), use.keyId(), use.token());
            case Decision.NoKey() -> new LeaseReply.NoKey(TRY_AGAIN_MILLIS);
            case Decision.NotYet() -> new LeaseReply.NoKey(0);
            case Decision.Spent() -> new LeaseReply.NotOrdered("a lease was granted upon this order or a newer one");
            case Decision.Gone _, Decision.Conflict _ -> new LeaseReply.Refused();
        };
    }

    @PostMapping("/{id}/renewals")
    LeaseRenewal.Reply renew(@PathVariable LeaseId id, @RequestBody LeaseRenewal renewal) {
        CrashPoint.KEYS_BEFORE_RENEWAL.reach();
        if (!leases.renew(id, renewal.progress())) {
            var lease = leases.find(id).orElseThrow(() -> new NotFound("There is no lease %s.".formatted(id)));
            throw new LeaseGone(
                    "The lease %s (%s) cannot be renewed: it is over, has had its renewals, or made no progress."
                            .formatted(id, lease.state()));
        }
        CrashPoint.KEYS_RENEWED.reach();
        return new LeaseRenewal.Reply(properties.ttl().toMillis());
    }

    @PostMapping("/{id}/revocation")
    LeaseRevocation revoke(@PathVariable LeaseId id, @RequestBody LeaseRevocation.Request request) {
        return new LeaseRevocation(revocations.revoke(id, request.ranOut()));
    }
}
