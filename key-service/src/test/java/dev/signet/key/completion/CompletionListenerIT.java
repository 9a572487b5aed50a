package dev.signet.key.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseReply.Granted;
import dev.signet.contract.Settlements.Question;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.Verdict;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.Traced;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

class CompletionListenerIT {
    private static final Worker WORKER = new Worker();

    private static RunningKeyService service;

    private ConfirmedPublisher publisher;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        publisher = service.bean(ConfirmedPublisher.class);
        service.clear();
        service.collection().settlementGroups().clear();
    }

    @Test
    void keyIsFreeOnceItsSignaturesAreStored() {
        service.generateKeys(1);
        var lease = lease(1);
        store(1, lease);

        publish(completed(1, lease));

        await().until(() -> "FREE".equals(stateOf(lease.keyId())));
        assertThat(service.getJson("/api/v1/keys/" + lease.keyId())
                        .path("useCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void lieFreesNothing() {
        service.generateKeys(1);
        var lease = lease(1);

        publish(completed(1, lease));
        publish(new SigningCompleted(
                new BatchId(5),
                lease.leaseId(),
                new KeyId("Z".repeat(43)),
                9,
                Verdict.STORED,
                1,
                SigningCompleted.Timings.NONE));

        awaitQueueEmpty();
        assertThat(stateOf(lease.keyId())).isEqualTo("LEASED");
    }

    @Test
    void lateDuplicateDoesNotFreeTheSuccessorsKey() {
        service.generateKeys(1);
        var former = lease(1);
        store(1, former);
        publish(completed(1, former));
        await().until(() -> "FREE".equals(stateOf(former.keyId())));
        var successor = lease(2);

        publish(completed(1, former));

        awaitQueueEmpty();
        assertThat(successor.token()).isEqualTo(2);
        assertThat(stateOf(successor.keyId())).isEqualTo("LEASED");
    }

    @Test
    void manyAreSettledInGroups() {
        service.generateKeys(150);
        var completions = new ArrayList<SigningCompleted>();
        for (var batch = 1; batch <= 150; batch++) {
            var lease = lease(batch);
            store(batch, lease);
            completions.add(completed(batch, lease));
        }

        publisher.publishAll(
                Broker.EVENTS,
                SigningCompleted.ROUTING_KEY,
                SigningCompleted.TYPE,
                completions.stream().map(Traced::alone).toList(),
                Duration.ofMinutes(1));

        await().until(() -> leased() == 0);
        assertThat(service.collection().settlementGroups().size()).isLessThan(100);
    }

    @Test
    void malformedMessageIsParkedAndHoldsNobodyUp() {
        service.generateKeys(1);
        var lease = lease(1);
        store(1, lease);
        var garbage = MessageBuilder.withBody("{nonsense".getBytes(StandardCharsets.UTF_8))
                .setType(SigningCompleted.TYPE)
                .setMessageId("garbage")
                .build();

        publisher.publish(Broker.EVENTS, SigningCompleted.ROUTING_KEY, garbage);
        publish(completed(1, lease));

        await().until(() -> "FREE".equals(stateOf(lease.keyId())));
        assertThat(service.collection().parked()).anySatisfy(parked -> {
            assertThat(parked.messageId()).startsWith("garbage ");
            assertThat(parked.queue()).isEqualTo(CompletionMessaging.QUEUE);
        });
    }

    @Test
    void nothingIsLostWhileCollectionServiceIsDown() {
        service.generateKeys(1);
        var lease = lease(1);
        store(1, lease);
        service.collection().setDown(true);

        publish(completed(1, lease));
        var container = service.bean(SimpleMessageListenerContainer.class);
        await().until(() -> !container.isRunning());
        assertThat(stateOf(lease.keyId())).isEqualTo("LEASED");

        service.collection().setDown(false);
        await().until(() -> "FREE".equals(stateOf(lease.keyId())));
    }

    private Granted lease(long batch) {
        var reply = service.post("/internal/leases", WORKER.call(batch, 0));
        return (Granted) service.json()
                .readValue(reply.body(), LeaseReply.Group.class)
                .replies()
                .getFirst();
    }

    private void store(long batch, Granted lease) {
        service.collection().store(new Question(new BatchId(batch), lease.keyId(), lease.token()));
    }

    private static SigningCompleted completed(long batch, Granted lease) {
        return new SigningCompleted(
                new BatchId(batch),
                lease.leaseId(),
                lease.keyId(),
                lease.token(),
                Verdict.STORED,
                100,
                SigningCompleted.Timings.NONE);
    }

    private void publish(SigningCompleted completed) {
        publisher.publishAll(
                Broker.EVENTS, SigningCompleted.ROUTING_KEY, SigningCompleted.TYPE, List.of(Traced.alone(completed)));
    }

    // Broker-J counts what is not acknowledged too: empty means done.
    private void awaitQueueEmpty() {
        var admin = service.bean(AmqpAdmin.class);
        await().until(() -> {
            var queue = admin.getQueueInfo(CompletionMessaging.QUEUE);
            return queue != null && queue.getMessageCount() == 0;
        });
    }

    private String stateOf(KeyId key) {
        return service.jdbc()
                .sql("SELECT state FROM signing_key WHERE kid = ?")
                .param(key.value())
                .query(String.class)
                .single();
    }

    private long leased() {
        return service.jdbc()
                .sql("SELECT count(*) FROM signing_key WHERE state = 'LEASED'")
                .query(Long.class)
                .single();
    }
}
