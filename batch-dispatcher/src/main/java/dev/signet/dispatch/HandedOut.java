package dev.signet.dispatch;

import dev.signet.contract.BatchId;
import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.Traced;
import dev.signet.platform.trace.BatchSpan;
import dev.signet.platform.trace.BatchTraces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Counts what is handed out, and begins a trace of its own each time that a batch is claimed. What is published again because the broker was away was
 * claimed once, and stays in its trace. Used by one thread.
 */
final class HandedOut implements DueBatches, Triggers {
    private final DueBatches batches;
    private final Function<List<Traced<SigningTriggered>>, Map<BatchId, String>> broker;
    private final BatchTraces traces;
    private final Counter first;
    private final Counter again;
    private final Map<BatchId, BatchSpan> open = new HashMap<>();

    /** @param broker says, once it has answered for all of them, which it did not take, and why; throws when it is not there */
    HandedOut(
            DueBatches batches,
            Function<List<Traced<SigningTriggered>>, Map<BatchId, String>> broker,
            BatchTraces traces,
            MeterRegistry meters) {
        this.batches = batches;
        this.broker = broker;
        this.traces = traces;
        this.first = counter(meters, "first");
        this.again = counter(meters, "again");
    }

    private static Counter counter(MeterRegistry meters, String time) {
        return Counter.builder("signet.batches.dispatched")
                .description("Batches that the broker has confirmed, for the first time or again")
                .tag("time", time)
                .register(meters);
    }

    @Override
    public Claimed claim(Request request) {
        var claimed = batches.claim(request);
        claimed.batches().forEach(this::begin);
        return claimed;
    }

    private void begin(SigningTriggered batch) {
        var span = traces.begin("dispatch", batch.batchId())
                .with("run.id", batch.runId())
                .with("attempt", batch.attempt());
        var before = open.put(batch.batchId(), span);
        if (before != null) {
            before.close(); // claimed again while it was held back
        }
    }

    @Override
    public Map<BatchId, String> publish(List<SigningTriggered> due) {
        var refused = broker.apply(due.stream().map(this::traced).toList());
        due.stream()
                .filter(batch -> !refused.containsKey(batch.batchId()))
                .forEach(batch -> (batch.attempt() == 1 ? first : again).increment());
        return refused;
    }

    private Traced<SigningTriggered> traced(SigningTriggered batch) {
        return new Traced<>(
                batch, Optional.ofNullable(open.get(batch.batchId())).flatMap(BatchSpan::traceparent));
    }

    @Override
    public void mark(Mark mark) {
        batches.mark(mark);
        mark.batches().stream()
                .flatMap(id -> Optional.ofNullable(open.remove(id)).stream())
                .forEach(BatchSpan::close);
    }
}
