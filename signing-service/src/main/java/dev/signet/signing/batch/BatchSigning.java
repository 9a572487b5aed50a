package dev.signet.signing.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.FailureReport;
import dev.signet.contract.FailureReport.Kind;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.RequestId;
import dev.signet.contract.SigningCompleted.Timings;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.LogContext;
import dev.signet.platform.NotDelivered;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.platform.trace.BatchSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One delivery of a trigger (steps 3 to 7 of the lease protocol). Believes nothing of it but the batch's id. */
@Component
class BatchSigning {
    private static final Logger log = LoggerFactory.getLogger(BatchSigning.class);
    private static final int LARGEST_BATCH = 10_000;
    private static final long SPENT_REQUEST_RETRY_MILLIS = 1_000;

    private final CollectionService collection;
    private final LeaseKeyPairs keyPairs;
    private final Leasing leasing;
    private final Attempts attempts;
    private final LeaseSettlement settlement;
    private final Completions completions;
    private final Deferrals deferrals;
    private final Times times;

    BatchSigning(
            CollectionService collection,
            LeaseKeyPairs keyPairs,
            Leasing leasing,
            Attempts attempts,
            LeaseSettlement settlement,
            Completions completions,
            Deferrals deferrals,
            Times times) {
        this.collection = collection;
        this.keyPairs = keyPairs;
        this.leasing = leasing;
        this.attempts = attempts;
        this.settlement = settlement;
        this.completions = completions;
        this.deferrals = deferrals;
        this.times = times;
    }

    /** Never throws, except what ends the process anyway. */
    Disposition sign(SigningTriggered trigger, BatchSpan span) {
        var delivery = new Delivery(trigger, RequestId.random(), times.now(), span);
        try {
            return fetch(delivery);
        } catch (Unavailable e) {
            span.fail(e.reason());
            return later(trigger, e.reason());
        } catch (NotDelivered e) {
            span.fail(String.valueOf(e.getMessage()));
            return new Disposition.Leave(String.valueOf(e.getMessage()));
        } catch (CannotSign e) {
            return failed(delivery, Kind.DETERMINISTIC, e.reason());
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("Batch {} failed in a way that nobody foresaw", trigger.batchId(), e);
            return failed(
                    delivery, Kind.UNFORESEEN, "failed with " + e.getClass().getName());
        }
    }

    private Disposition fetch(Delivery delivery) {
        var found = collection.open(delivery.batchId());
        if (found.isEmpty()) {
            return Disposition.unknown(delivery.batchId());
        }
        try (var batch = found.get();
                var _ = new LogContext().with("run", batch.head().runId())) {
            return batch.head().state().isOpen() ? lease(batch, delivery) : alreadyClosed(batch.head());
        }
    }

    private Disposition alreadyClosed(BatchHead head) {
        head.signedWith()
                .ifPresent(use -> completions.publish(head.batchId(), use, head.size(), Timings.NONE, head.receipt()));
        return Disposition.DONE;
    }

    private Disposition lease(BatchStream batch, Delivery delivery) {
        var head = batch.head();
        if (head.size() > LARGEST_BATCH) {
            throw new CannotSign("a batch of %d records is too large".formatted(head.size()));
        }
        var keyPair = keyPairs.current();
        var start = times.now();
        var asked = leasing.ask(delivery, keyPair.publicKey());
        return switch (asked.answer()) {
            case LeaseReply.Refused() ->
                deferrals.defer(head.batchId(), SPENT_REQUEST_RETRY_MILLIS, "the lease of this request is spent");
            case LeaseReply.Granted granted ->
                sign(batch, new Grant(delivery, head, granted, keyPair, asked.start(), times.since(start)));
            case LeaseReply.Busy(var retryAfter) ->
                deferrals.defer(head.batchId(), retryAfter, "another lease for this batch is open");
            case LeaseReply.NoKey(var retryAfter) -> deferrals.defer(head.batchId(), retryAfter, "no key was free");
            case LeaseReply.Done _ -> Disposition.DONE;
            case LeaseReply.NotOrdered(var reason) -> {
                log.debug("No key for batch {}: {}", head.batchId(), reason);
                yield Disposition.DONE;
            }
        };
    }

    private Disposition sign(BatchStream batch, Grant grant) {
        try (var _ = new LogContext().with("key", grant.reply().keyId())) {
            return settlement.settle(attempts.make(batch, grant), grant);
        }
    }

    private Disposition later(SigningTriggered trigger, String reason) {
        try {
            return deferrals.later(trigger.batchId(), trigger.attempt(), reason);
        } catch (RuntimeException e) {
            log.error("Batch {} cannot be deferred", trigger.batchId(), e);
            return new Disposition.Leave("batch %s cannot be deferred".formatted(trigger.batchId()));
        }
    }

    private Disposition failed(Delivery delivery, Kind kind, String reason) {
        var id = delivery.batchId();
        delivery.span().fail(reason);
        try {
            collection.report(id, new FailureReport(delivery.requestId().value(), kind, reason));
            return Disposition.DONE;
        } catch (Unavailable e) {
            return new Disposition.Leave(e.reason());
        } catch (RuntimeException e) {
            log.error("The failure of batch {} cannot be reported", id, e);
            return new Disposition.Leave("the failure of batch %s cannot be reported".formatted(id));
        }
    }
}
