package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Journal;
import dev.signet.system.check.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The cheap checks raise no false alarm at any moment of a run, while workers, connections and the broker die. */
class CheapChecksIT {
    private static final int RECORDS = 1000;
    private static final String CUT_ALL_CONNECTIONS =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    @Test
    void nothingIsFoundAtAnyMomentWhateverDies() throws Exception {
        try (var signet = TestSystem.create()
                .with("signet.batch-size", 5)
                .with("signet.lease.ttl", "2s")
                .with("signet.lease.reap-interval", "200ms")
                .with("signet.redispatch-slack", "1s")) {
            signet.start(Service.KEYS);
            signet.start(Service.COLLECTION);
            signet.start(Service.AUDIT);
            Journal.install(signet.servers());
            signet.start(Service.DISPATCHER);
            signet.seed(RECORDS, 7);
            var evidence = Evidence.ofTables(signet.servers());
            var found = new ArrayList<Violation>();
            var looks = new AtomicInteger();
            Callable<Void> look = () -> {
                looks.incrementAndGet();
                found.addAll(Checks.found(Checks.cheap(), evidence));
                return null;
            };
            for (var step : List.of("WORKER_LEASED:30", "WORKER_STORED:50")) {
                var worker = signet.startWorkerToDieAt(step);
                lookUntil(() -> !worker.isAlive(), look);
                signet.count(CUT_ALL_CONNECTIONS);
            }
            signet.start(Service.SIGNING);
            signet.broker().restart();
            lookUntil(() -> ended(signet), look);

            assertThat(found).isEmpty();
            assertThat(looks).as("times the checks looked").hasValueGreaterThan(10);
            signet.assertProved(RECORDS);
            assertThat(Checks.found(Checks.cheap(), evidence)).isEmpty();
            assertThat(signet.count("SELECT count(*) FROM keys.key_lease WHERE outcome = 'FENCED'"))
                    .isPositive();
        }
    }

    private static boolean ended(TestSystem signet) {
        return signet.count("SELECT count(*) FROM collection.run WHERE state = 'RUNNING'") == 0;
    }

    private static void lookUntil(BooleanSupplier ended, Callable<Void> look) {
        await().forever().pollInterval(Duration.ofMillis(100)).until(() -> {
            look.call();
            return ended.getAsBoolean();
        });
    }
}
