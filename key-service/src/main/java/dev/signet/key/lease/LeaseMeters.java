package dev.signet.key.lease;

import dev.signet.contract.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts what has become of leases, once it is committed. */
@Component
class LeaseMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final Timer wait;
    private final Counter stored;
    private final Counter fenced;
    private final Counter expired;

    LeaseMeters(MeterRegistry meters) {
        wait = Timer.builder("signet.key.lease.wait")
                .description("How long a request that was granted a key had waited for it")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
        stored = closed(Verdict.STORED, meters);
        fenced = closed(Verdict.FENCED, meters);
        expired = Counter.builder("signet.key.leases.expired")
                .description("Leases that were revoked because they ran out")
                .register(meters);
    }

    private static Counter closed(Verdict outcome, MeterRegistry meters) {
        return Counter.builder("signet.key.leases.closed")
                .description("Leases that ended")
                .tag("outcome", outcome.name())
                .register(meters);
    }

    void granted(Duration waited) {
        wait.record(waited);
    }

    void closed(LeaseCloses.Closed closed) {
        stored.increment(closed.stored());
        fenced.increment(closed.fenced());
    }

    void expired(int leases) {
        expired.increment(leases);
    }
}
