package dev.signet.signing.batch;

import dev.signet.contract.Envelope;
import dev.signet.contract.FailureReport.Kind;
import dev.signet.contract.SigningCompleted.Timings;
import dev.signet.contract.StoreSignatures.Answer;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.signing.batch.HeldLease.LeaseOver;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Signs a batch under a lease and stores its signatures, as long as the lease can be trusted (steps 5 and 6 of the protocol). */
@Component
class Attempts {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(1);

    private final CollectionService collection;
    private final KeyService keys;
    private final BatchSigners signers;
    private final Times times;
    private final Drain drain;
    private final LeaseProperties properties;
    private final Stages stages;
    private final JsonMapper json;

    Attempts(
            CollectionService collection,
            KeyService keys,
            BatchSigners signers,
            Times times,
            Drain drain,
            LeaseProperties properties,
            Stages stages,
            JsonMapper json) {
        this.collection = collection;
        this.keys = keys;
        this.signers = signers;
        this.times = times;
        this.drain = drain;
        this.properties = properties;
        this.stages = stages;
        this.json = json;
    }

    /** Never throws: whatever happens, the lease has to be settled. */
    Attempt make(BatchStream batch, Grant grant) {
        try {
            return signAndStore(batch, grant);
        } catch (CannotSign e) {
            return new Attempt.Failed(Kind.DETERMINISTIC, e.reason());
        } catch (LeaseOver e) {
            return new Attempt.GivenUp(e.reason(), e.ranOut());
        } catch (Unavailable e) {
            return outlasted(grant) ? new Attempt.GivenUp(e.reason(), true) : new Attempt.Broken(e.reason());
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error(
                    "Signing batch {} failed in a way that nobody foresaw",
                    grant.head().batchId(),
                    e);
            return new Attempt.Failed(
                    Kind.UNFORESEEN, "signing failed with " + e.getClass().getName());
        }
    }

    // A stream that breaks off because the batch takes too long says the same as a lease that runs out: it is to be
    // counted.
    private boolean outlasted(Grant grant) {
        return times.since(grant.asked()).toMillis() >= grant.reply().remainingMillis();
    }

    private Attempt signAndStore(BatchStream batch, Grant grant) {
        var granted = Duration.ofMillis(grant.reply().remainingMillis());
        var window = TrustWindow.of(grant.asked(), granted, properties.margin());
        var lease = new HeldLease(grant.reply().leaseId(), window, properties.margin(), keys, times, drain);
        var start = times.now();
        var body = sign(batch, grant, lease);
        var signed = times.since(start);
        var answer = store(grant, lease, body);
        return switch (answer.outcome()) {
            case STORED -> stored(grant.waited(), signed, times.since(start).minus(signed), answer.receipt());
            case REFUSED ->
                new Attempt.Failed(Kind.DETERMINISTIC, "collection-service refused the signatures as not the batch's");
            case UNVERIFIED ->
                new Attempt.Failed(
                        Kind.DETERMINISTIC,
                        "a signature by key %s does not verify"
                                .formatted(grant.reply().keyId()));
            case NOT_GRANTED -> new Attempt.Broken("collection-service does not believe that the lease was granted");
            case ALREADY_SIGNED, STALE, CLOSED_BATCH -> new Attempt.Dropped(answer.outcome());
        };
    }

    private Attempt.Stored stored(Duration leased, Duration signed, Duration stored, Optional<Envelope> receipt) {
        stages.stored(leased, signed, stored);
        return new Attempt.Stored(new Timings(leased.toMillis(), signed.toMillis(), stored.toMillis()), receipt);
    }

    private byte[] sign(BatchStream batch, Grant grant, HeldLease lease) {
        var signatures = new FramedBody(json.writeValueAsBytes(grant.storeHead(stages.traceparent())));
        try (var span = stages.begin("sign")) {
            span.with("key.id", grant.reply().keyId().value());
            return signAll(batch, grant, lease, signatures);
        }
    }

    private byte[] signAll(BatchStream batch, Grant grant, HeldLease lease, FramedBody signatures) {
        lease.requireTrusted();
        var signer = signers.of(grant);
        for (var records = signer.next(batch); !records.isEmpty(); records = signer.next(batch)) {
            lease.requireTrusted();
            var made = signer.sign(records);
            lease.requireTrusted();
            for (var i = 0; i < records.size(); i++) {
                signatures.add(records.get(i).recordId(), made.get(i));
            }
            lease.progressed(signatures.count());
        }
        if (signatures.count() != grant.head().size()) {
            throw new CannotSign("%d records came of a batch of %d"
                    .formatted(signatures.count(), grant.head().size()));
        }
        return signatures.end();
    }

    private Answer store(Grant grant, HeldLease lease, byte[] body) {
        try (var span = stages.begin("store")) {
            var answer = storeWhileTrusted(grant, lease, body);
            span.with("store.outcome", answer.outcome().name());
            return answer;
        }
    }

    // Repeated while the lease lasts: an answer that was lost is told again.
    private Answer storeWhileTrusted(Grant grant, HeldLease lease, byte[] body) {
        for (var wait = FIRST_RETRY; ; wait = longer(wait)) {
            lease.requireTrusted();
            try {
                CrashPoint.WORKER_BEFORE_STORE.reach();
                var stored = collection.store(body);
                CrashPoint.WORKER_STORED.reach();
                return stored;
            } catch (Unavailable e) {
                log.debug(
                        "Signatures of batch {} are not stored yet: {}",
                        grant.head().batchId(),
                        e.reason());
            }
            Pause.of(wait);
        }
    }

    private static Duration longer(Duration wait) {
        var twice = wait.multipliedBy(2);
        return twice.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : twice;
    }
}
