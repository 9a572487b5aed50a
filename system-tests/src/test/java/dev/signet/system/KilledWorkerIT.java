package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledWorkerIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WORKER_RECEIVED",
                "WORKER_BEFORE_LEASE",
                "WORKER_LEASED",
                "WORKER_BEFORE_STORE",
                "WORKER_STORED",
                "WORKER_COMPLETED",
                "WORKER_ACKNOWLEDGED:3"
            })
    void runEndsRightWhenAWorkerDiesAt(String step) throws Exception {
        try (var signet = TestSystem.create()
                .with("signet.batch-size", 10)
                .with("signet.lease.ttl", "3s")
                .with("signet.lease.reap-interval", "200ms")) {
            signet.start(Service.KEYS);
            signet.start(Service.COLLECTION);
            signet.start(Service.DISPATCHER);
            signet.seed(200, 4);

            var worker = signet.startToDieAt(step, Service.SIGNING);
            assertThat(worker.awaitExit(Duration.ofSeconds(60))).isEqualTo(137);
            signet.start(Service.SIGNING);

            signet.assertProved(200);
        }
    }
}
