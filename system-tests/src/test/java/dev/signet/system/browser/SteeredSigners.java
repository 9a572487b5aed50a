package dev.signet.system.browser;

import dev.signet.contract.RecordId;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.platform.crypto.RecordSigners;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** A worker's signers, which wait while the test holds them, and refuse what the test wants refused. */
@Configuration(proxyBeanMethods = false)
class SteeredSigners {
    private static volatile CountDownLatch mayGoOn = new CountDownLatch(0);
    private static volatile Set<RecordId> refused = Set.of();

    static void hold() {
        mayGoOn = new CountDownLatch(1);
    }

    static void letGo() {
        mayGoOn.countDown();
    }

    /** These, and no others. */
    static void refuse(RecordId... records) {
        refused = Set.of(records);
    }

    @Bean
    @Primary
    RecordSigners steered(RecordSigners recordSigners) {
        return (algorithm, keyId, pkcs8) -> {
            var signer = recordSigners.open(algorithm, keyId, pkcs8);
            return (id, payload) -> {
                awaitLeave();
                if (refused.contains(id)) {
                    throw new CannotSign("record " + id + " is not one we sign");
                }
                return signer.sign(id, payload);
            };
        };
    }

    private static void awaitLeave() {
        try {
            mayGoOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
