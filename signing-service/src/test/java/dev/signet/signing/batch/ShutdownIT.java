package dev.signet.signing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.testing.TestBroker;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownIT {
    @TempDir
    private Path tokens;

    @Test
    void batchUnderWayIsFinishedAndTheNextOneGoesBack() throws Exception {
        try (var broker = TestBroker.embedded();
                var peers =
                        new FakePeers(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
                var worker = new Worker(broker, peers, tokens)) {
            PeculiarRecords.closeGate();
            var batches = java.util.stream.Stream.generate(() -> peers.batch(PeculiarRecords.GATED))
                    .limit(6)
                    .toList();
            batches.forEach(worker::deliver);
            await().until(() ->
                    batches.stream().filter(b -> b.calls.contains("lease")).count() == 2);

            var closing = closing(worker);
            await().until(() -> worker.context.getBean(Drain.class).hasBegun());
            PeculiarRecords.gate.countDown();
            assertThat(closing.join(Duration.ofSeconds(30))).isTrue();

            assertThat(batches.stream().filter(b -> !b.stored.isEmpty())).hasSize(2);
            assertThat(batches.stream().filter(b -> b.calls.contains("revocation")))
                    .isEmpty();
            await().until(() -> worker.completed.size() == 2);
            assertThat(worker.messagesLeft()).isEqualTo(4);
        }
    }

    @Test
    void batchThatCannotBeFinishedGivesItsLeaseUpAndItsTriggerBack() throws Exception {
        try (var broker = TestBroker.embedded();
                var peers =
                        new FakePeers(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
                var worker = new Worker(broker, peers, tokens)) {
            PeculiarRecords.closeGate();
            var batch = peers.batch(PeculiarRecords.GATED);
            batch.remainingMillis = 600;
            worker.deliver(batch);
            PeculiarRecords.reached.await();

            var closing = closing(worker);
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            PeculiarRecords.gate.countDown();
            assertThat(closing.join(Duration.ofSeconds(30))).isTrue();

            assertThat(batch.calls).containsExactly("fetch", "lease", "revocation");
            assertThat(batch.stored).isEmpty();
            assertThat(worker.messagesLeft()).isOne();
        }
    }

    private static Thread closing(Worker worker) {
        return Thread.ofVirtual().start(worker.context::close);
    }
}
