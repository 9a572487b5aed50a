package dev.signet.signing.batch;

import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.Envelope;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningCompleted.Timings;
import dev.signet.contract.Verdict;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.GroupedCalls;
import dev.signet.platform.NotDelivered;
import dev.signet.platform.Traced;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says that a batch is signed, so that its key is free soon. */
@Component
class Completions {
    private static final int LARGEST_GROUP = 100;

    private final ConfirmedPublisher publisher;
    private final Stages stages;
    private final GroupedCalls<Traced<SigningCompleted>, Boolean> groups =
            new GroupedCalls<>(LARGEST_GROUP, NotDelivered.class, this::publish);

    Completions(ConfirmedPublisher publisher, Stages stages) {
        this.publisher = publisher;
        this.stages = stages;
    }

    /** @param receipt without which it frees no key */
    void publish(BatchId batchId, LeaseUse use, int size, Timings timings, Optional<Envelope> receipt) {
        var completed = new SigningCompleted(
                batchId, use.leaseId(), use.keyId(), use.token(), Verdict.STORED, size, timings, receipt);
        try (var span = stages.begin("complete")) {
            groups.ask(new Traced<>(completed, span.traceparent()));
        }
        CrashPoint.WORKER_COMPLETED.reach();
    }

    private List<Boolean> publish(List<Traced<SigningCompleted>> completed) {
        publisher.publishAll(Broker.EVENTS, SigningCompleted.ROUTING_KEY, SigningCompleted.TYPE, completed);
        return completed.stream().map(_ -> true).toList();
    }
}
