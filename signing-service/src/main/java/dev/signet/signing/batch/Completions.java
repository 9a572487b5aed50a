package dev.signet.signing.batch;

import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningCompleted.Timings;
import dev.signet.contract.Verdict;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.GroupedCalls;
import dev.signet.platform.NotDelivered;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says that a batch is signed, so that its key is free soon. */
@Component
class Completions {
    private static final int LARGEST_GROUP = 100;

    private final ConfirmedPublisher publisher;
    private final GroupedCalls<SigningCompleted, Boolean> groups =
            new GroupedCalls<>(LARGEST_GROUP, NotDelivered.class, this::publish);

    Completions(ConfirmedPublisher publisher) {
        this.publisher = publisher;
    }

    void publish(BatchId batchId, LeaseUse use, int size, Timings timings) {
        groups.ask(
                new SigningCompleted(batchId, use.leaseId(), use.keyId(), use.token(), Verdict.STORED, size, timings));
        CrashPoint.WORKER_COMPLETED.reach();
    }

    private List<Boolean> publish(List<SigningCompleted> completed) {
        publisher.publishAll(Broker.EVENTS, SigningCompleted.ROUTING_KEY, SigningCompleted.TYPE, completed);
        return completed.stream().map(_ -> true).toList();
    }
}
