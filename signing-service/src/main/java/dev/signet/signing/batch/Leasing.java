package dev.signet.signing.batch;

import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.platform.CrashPoint;
import dev.signet.signing.batch.Times.Moment;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks for leases. A call whose answer was lost is repeated under the same id at once, lest a key be held that nobody knows of. */
@Component
class Leasing {
    private static final int TRIES = 3;
    private static final LeaseReply NOT_YET = new LeaseReply.NoKey(0);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final KeyService keys;
    private final Times times;
    private final Drain drain;
    private final Stages stages;
    private final Duration wait;
    private final String workerId = WorkerName.ofThisProcess();

    Leasing(KeyService keys, Times times, Drain drain, Stages stages, SignerProperties signer) {
        this.keys = keys;
        this.times = times;
        this.drain = drain;
        this.stages = stages;
        this.wait = signer.leaseWait();
    }

    Asked ask(Delivery delivery, Bytes publicKey) {
        try (var span = stages.begin("lease")) {
            var asked = askUntilDecided(delivery, publicKey);
            span.with("lease.outcome", asked.answer().getClass().getSimpleName());
            return asked;
        }
    }

    private Asked askUntilDecided(Delivery delivery, Bytes publicKey) {
        var begin = times.now();
        while (true) {
            var waited = times.since(begin).toMillis();
            var left = Math.max(0, waitMillis() - waited);
            var asked = askPatiently(new LeaseRequest(
                    delivery.requestId(),
                    delivery.batchId(),
                    delivery.trigger().attempt(),
                    workerId,
                    publicKey,
                    left,
                    Optional.of(waited),
                    delivery.trigger().keyring(),
                    delivery.trigger().order(),
                    stages.traceparent()));
            if (!asked.answer().equals(NOT_YET) || left == 0) {
                return asked;
            }
        }
    }

    private Asked askPatiently(LeaseRequest request) {
        for (var attempt = 1; ; attempt++) {
            var start = times.now();
            try {
                CrashPoint.WORKER_BEFORE_LEASE.reach();
                var answer = keys.lease(request);
                CrashPoint.WORKER_LEASED.reach();
                return new Asked(answer, start);
            } catch (Unavailable e) {
                if (attempt == TRIES) {
                    throw e;
                }
                Pause.of(BETWEEN_TRIES);
            }
        }
    }

    private long waitMillis() {
        return drain.hasBegun() ? 0 : wait.toMillis();
    }

    /** @param start when the call began that was answered: what was granted is counted from here */
    record Asked(LeaseReply answer, Moment start) {}
}
