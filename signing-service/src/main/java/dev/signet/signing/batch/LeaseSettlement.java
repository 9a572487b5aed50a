package dev.signet.signing.batch;

import dev.signet.contract.FailureReport;
import dev.signet.contract.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends a lease in whichever way its attempt asks for. What is not known to be stored is revoked, so that the key is back soon; if even that
 * cannot be done now, key-service does it when the lease expires.
 */
@Component
class LeaseSettlement {
    private static final Logger log = LoggerFactory.getLogger(LeaseSettlement.class);

    private final CollectionService collection;
    private final KeyService keys;
    private final Completions completions;
    private final Deferrals deferrals;
    private final Drain drain;
    private final Stages stages;
    private final Times times;

    LeaseSettlement(
            CollectionService collection,
            KeyService keys,
            Completions completions,
            Deferrals deferrals,
            Drain drain,
            Stages stages,
            Times times) {
        this.collection = collection;
        this.keys = keys;
        this.completions = completions;
        this.deferrals = deferrals;
        this.drain = drain;
        this.stages = stages;
        this.times = times;
    }

    Disposition settle(Attempt attempt, Grant grant) {
        log.debug(
                "Batch {} under lease {}: {}",
                grant.head().batchId(),
                grant.reply().leaseId(),
                attempt);
        return switch (attempt) {
            case Attempt.Stored(var timings, var receipt) -> {
                completions.publish(
                        grant.head().batchId(), grant.use(), grant.head().size(), timings, receipt);
                yield completed(grant);
            }
            case Attempt.Dropped _ -> {
                revoke(grant);
                yield Disposition.DONE;
            }
            case Attempt.Failed failed -> fail(grant, failed);
            case Attempt.GivenUp givenUp -> giveUp(grant, givenUp);
            case Attempt.Broken(var reason) -> {
                revoke(grant);
                grant.delivery().span().fail(reason);
                yield deferrals.later(
                        grant.head().batchId(), grant.delivery().trigger().attempt(), reason);
            }
        };
    }

    private Disposition completed(Grant grant) {
        stages.completed(times.since(grant.delivery().taken()));
        return Disposition.DONE;
    }

    // Reported before the lease is gone, lest the batch be due again uncounted.
    private Disposition fail(Grant grant, Attempt.Failed failed) {
        grant.delivery().span().fail(failed.reason());
        log.warn("Batch {} could not be signed: {}", grant.head().batchId(), failed.reason());
        try {
            var attempt = grant.reply().leaseId().value();
            collection.report(grant.head().batchId(), new FailureReport(attempt, failed.kind(), failed.reason()));
        } finally {
            revoke(grant);
        }
        return Disposition.DONE;
    }

    private Disposition giveUp(Grant grant, Attempt.GivenUp givenUp) {
        grant.delivery().span().fail(givenUp.reason());
        log.warn(
                "Gave up lease {} of batch {}: {}",
                grant.reply().leaseId(),
                grant.head().batchId(),
                givenUp.reason());
        return switch (keys.revoke(grant.reply().leaseId(), givenUp.ranOut())) {
            case Verdict.STORED -> completed(grant); // key-service knows: it has closed the lease
            case Verdict.FENCED -> drain.hasBegun() ? new Disposition.Leave(givenUp.reason()) : Disposition.DONE;
        };
    }

    private void revoke(Grant grant) {
        try {
            keys.revoke(grant.reply().leaseId(), false);
        } catch (Unavailable | IllegalStateException e) {
            log.debug("Lease {} is left to expire", grant.reply().leaseId(), e);
        }
    }
}
