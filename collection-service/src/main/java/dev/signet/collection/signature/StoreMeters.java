package dev.signet.collection.signature;

import dev.signet.contract.StoreSignatures.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts what was stored, once it is committed, and what was refused. */
@Component
class StoreMeters {
    private final Counter batches;
    private final Counter records;
    private final Map<Outcome, Counter> refused = new EnumMap<>(Outcome.class);

    StoreMeters(MeterRegistry meters) {
        batches = Counter.builder("signet.batches.signed")
                .description("Batches whose signatures were stored")
                .register(meters);
        records = Counter.builder("signet.records.signed")
                .description("Records whose signature was stored")
                .register(meters);
        Arrays.stream(Outcome.values())
                .filter(outcome -> outcome != Outcome.STORED)
                .forEach(reason -> refused.put(
                        reason,
                        Counter.builder("signet.stores.refused")
                                .description("Sets of signatures that were not stored")
                                .tag("reason", reason.name())
                                .register(meters)));
    }

    void signed(int signedBatches, int signedRecords) {
        batches.increment(signedBatches);
        records.increment(signedRecords);
    }

    /** Nothing for one that was stored, now or before. */
    void answered(Outcome outcome) {
        var reason = refused.get(outcome);
        if (reason != null) {
            reason.increment();
        }
    }
}
