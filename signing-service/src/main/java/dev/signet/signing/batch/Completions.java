package dev.signet.signing.batch;

import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningCompleted.Timings;
import dev.signet.contract.Verdict;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.CrashPoint;
import org.springframework.stereotype.Component;

/** Says that a batch is signed, so that its key is free soon. */
@Component
class Completions {
    private final ConfirmedPublisher publisher;

    Completions(ConfirmedPublisher publisher) {
        this.publisher = publisher;
    }

    void publish(BatchId batchId, LeaseUse use, int size, Timings timings) {
        publisher.publish(
                Broker.EVENTS,
                SigningCompleted.ROUTING_KEY,
                SigningCompleted.TYPE,
                new SigningCompleted(batchId, use.leaseId(), use.keyId(), use.token(), Verdict.STORED, size, timings));
        CrashPoint.WORKER_COMPLETED.reach();
    }
}
