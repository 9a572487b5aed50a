package dev.signet.signing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.KeyringName;
import dev.signet.platform.ServiceMain;
import dev.signet.testing.TestBroker;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringsIT {
    private static final KeyringName MAIL = new KeyringName("mail");

    @TempDir
    private Path tokens;

    private TestBroker broker;
    private FakePeers peers;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.embedded();
        peers = new FakePeers(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    @AfterEach
    void end() {
        peers.close();
        broker.close();
    }

    @Test
    void batchesThatWaitForOneKeyringsKeysHoldUpNoneOfAnother() throws Exception {
        peers.keysInUse.put(MAIL, new CountDownLatch(1));
        try (var worker = worker("default,mail:20")) {
            var waiting = batches(MAIL, 6);
            waiting.forEach(worker::deliver);
            await().until(() -> worker.messagesLeft(MAIL) == 6
                    && waiting.stream().filter(b -> b.calls.contains("fetch")).count() == 2);

            var others = batches(KeyringName.DEFAULT, 4);
            others.forEach(worker::deliver);

            await().atMost(Duration.ofSeconds(4)) // a lease call lasts for six
                    .until(() -> others.stream().allMatch(b -> b.calls.contains("signatures")));
            assertThat(waiting).noneMatch(b -> b.calls.contains("signatures"));
            peers.keysInUse.remove(MAIL).countDown();
            await().until(() -> waiting.stream().allMatch(b -> b.calls.contains("signatures")));
            assertThat(waiting)
                    .allSatisfy(b -> assertThat(b.leaseRequests)
                            .allSatisfy(asked -> assertThat(asked.keyringName()).isEqualTo(MAIL)));
        }
    }

    @Test
    void workerTakesOnlyBatchesOfTheKeyringsThatItServes() throws Exception {
        try (var both = worker("default,mail")) {
            both.context.close(); // both queues are there
            try (var ofMail = worker("mail")) {
                var mine = batches(MAIL, 1).getFirst();
                var other = batches(KeyringName.DEFAULT, 1).getFirst();
                ofMail.deliver(other);
                ofMail.deliver(mine);

                await().until(() -> mine.calls.contains("signatures") && ofMail.messagesLeft(MAIL) == 0);

                assertThat(other.calls).isEmpty();
                assertThat(ofMail.messagesLeft()).isOne();
            }
        }
    }

    @Test
    void shutdownLetsBatchesOfAllKeyringsFinishAtTheSameTime() throws Exception {
        try (var worker = worker("default,mail")) {
            PeculiarRecords.closeGate();
            var batches = Stream.of(KeyringName.DEFAULT, MAIL)
                    .map(keyring -> {
                        var batch = peers.batch(PeculiarRecords.GATED);
                        batch.keyring = keyring;
                        return batch;
                    })
                    .toList();
            batches.forEach(worker::deliver);
            await().until(() -> batches.stream().allMatch(b -> b.calls.contains("lease")));

            var closing = Thread.ofVirtual().start(worker.context::close);
            var listener = worker.context.getBean(SigningListener.class);
            await().until(() -> !listener.isListeningToAny()); // though neither batch can finish yet
            PeculiarRecords.gate.countDown();

            assertThat(closing.join(Duration.ofSeconds(20))).isTrue();
            assertThat(batches).allMatch(b -> b.stored.size() == 1);
        }
    }

    @Test
    void moreBatchesThanAConnectionHasChannelsAreRefusedWithANumber() {
        var names = String.join(
                ",", Stream.iterate(1, i -> i + 1).limit(20).map(i -> "k" + i).toList());

        var failure = catchThrowable(() -> worker(names, "--signet.signer.concurrency=101"));

        assertThat(ServiceMain.reason(failure))
                .isEqualTo(
                        "SIGNET_SIGNER_CONCURRENCY must be at most 100 for a worker that serves 20 keyrings, not 101");
    }

    @Test
    void settingThatIsNoneIsSaidInOneSentence() {
        assertThat(ServiceMain.reason(catchThrowable(() -> worker("Mail"))))
                .startsWith("SIGNET_KEYRINGS must be names such as invoices");
    }

    private Worker worker(String keyrings, String... settings) throws Exception {
        return new Worker(
                broker,
                peers,
                tokens,
                Stream.concat(Stream.of("--signet.keyrings=" + keyrings), Stream.of(settings))
                        .toArray(String[]::new));
    }

    private List<FakeBatch> batches(KeyringName keyring, int count) {
        return Stream.generate(() -> peers.batch("{}"))
                .limit(count)
                .peek(batch -> batch.keyring = keyring)
                .toList();
    }
}
