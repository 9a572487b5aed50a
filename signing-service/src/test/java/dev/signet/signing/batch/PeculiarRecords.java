package dev.signet.signing.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.contract.Bytes;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.platform.crypto.RecordSigners;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Records that cannot be signed, or not yet. */
@TestConfiguration(proxyBeanMethods = false)
class PeculiarRecords {
    static final String UNSIGNABLE = "unsignable";
    static final String UNFORESEEN = "unforeseen";
    static final String GATED = "gated";

    /** The private keys that signers were made of, as they are now. */
    static final List<byte[]> handed = new CopyOnWriteArrayList<>();

    static volatile CountDownLatch reached = new CountDownLatch(1);
    static volatile CountDownLatch gate = new CountDownLatch(1);

    static void closeGate() {
        reached = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    @Bean
    @Primary
    RecordSigners peculiar(@Qualifier("recordSigners") RecordSigners real) {
        return (algorithm, keyId, pkcs8) -> {
            var signer = real.open(algorithm, keyId, pkcs8);
            handed.add(pkcs8);
            return (id, payload) -> {
                check(payload);
                return signer.sign(id, payload);
            };
        };
    }

    private static void check(Bytes payload) {
        switch (new String(payload.toArray(), UTF_8)) {
            case UNSIGNABLE -> throw new CannotSign("this record cannot be signed");
            case UNFORESEEN -> throw new IllegalStateException("who would have thought");
            case GATED -> passGate();
            default -> {}
        }
    }

    private static void passGate() {
        reached.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
