package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.platform.crypto.RecordSigners;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

class SlowBatchIT {
    private static final AtomicBoolean STUCK = new AtomicBoolean();

    @Test
    void batchThatOutlastsItsLeaseIsCountedAndSignedOnceItCanBe() {
        STUCK.set(true);
        try (var signet = TestSystem.create()
                .with("signet.batch-size", 4)
                .with("signet.lease.ttl", "1s")
                .with("signet.lease.reap-interval", "100ms")) {
            signet.start(Service.KEYS);
            signet.start(Service.COLLECTION);
            signet.start(Service.SIGNING, HangsOnTheFirstRecord.class);
            signet.start(Service.DISPATCHER);
            signet.seed(4, 2);

            await().until(() -> signet.count("SELECT max(expirations) FROM collection.batch") >= 2);
            STUCK.set(false);

            var report = signet.assertProved(4);
            assertThat(report.leases().fenced()).isGreaterThanOrEqualTo(2);
        }
    }

    /** Holds the signing thread for longer than the lease lasts: no progress, so no renewal. */
    @Configuration(proxyBeanMethods = false)
    static class HangsOnTheFirstRecord {
        @Bean
        @Primary
        RecordSigners hanging(RecordSigners recordSigners) {
            return (algorithm, keyId, pkcs8) -> {
                var signer = recordSigners.open(algorithm, keyId, pkcs8);
                var start = System.nanoTime();
                return (id, payload) -> {
                    while (STUCK.get() && System.nanoTime() - start < 1_500_000_000L) {
                        LockSupport.parkNanos(10_000_000);
                    }
                    return signer.sign(id, payload);
                };
            };
        }
    }
}
