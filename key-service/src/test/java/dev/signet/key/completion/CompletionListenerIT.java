package dev.signet.key.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.Envelope;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseReply.Granted;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.Verdict;
import dev.signet.key.Issuers;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.Traced;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
        service.collection().parked().clear();
    }

    @Test
    void keyIsFreeOnceItsSignaturesAreStored() {
        service.generateKeys(1);
        var lease = lease(1);

        publish(completed(1, lease));

        await().until(() -> "FREE".equals(stateOf(lease.keyId())));
        assertThat(service.getJson("/api/v1/keys/" + lease.keyId())
                        .path("useCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void lieFreesNothing() {
        service.generateKeys(2);
        var lease = lease(1);
        var other = lease(2);
        var receipt = receiptFor(1, lease);
        var fenced = new Receipt(receipt.batchId(), lease.leaseId(), lease.keyId(), lease.token(), Verdict.FENCED);
        var before = new Receipt(receipt.batchId(), lease.leaseId(), lease.keyId(), 9, Verdict.STORED);

        publish(completed(receipt, Optional.empty()));
        publish(completed(receipt, Optional.of(Issuers.COLLECTION.sign(receiptFor(2, other)))));
        publish(completed(receipt, Optional.of(Issuers.COLLECTION.sign(receiptFor(2, lease)))));
        publish(completed(receipt, Optional.of(Issuers.COLLECTION.sign(fenced))));
        publish(completed(receipt, Optional.of(Issuers.COLLECTION.sign(before))));
        publish(completed(before, Optional.of(Issuers.COLLECTION.sign(before))));
        publish(completed(receipt, lease.grant()));
        publish(completed(receipt, Optional.of(renamed(lease.grant().orElseThrow()))));
        for (var flipped : flipped(Issuers.COLLECTION.sign(receipt))) {
            publish(completed(receipt, Optional.of(flipped)));
        }

        awaitQueueEmpty();
        assertThat(leased()).isEqualTo(2);
        assertThat(service.collection().parked()).isEmpty();
        await().until(() -> service.jdbc()
                        .sql("SELECT count(*) FROM outbox WHERE event ->> 'type' = 'dev.signet.statement.refused'")
                        .query(Long.class)
                        .single()
                > 0);
    }

    private static Envelope renamed(Envelope grant) {
        return new Envelope("application/vnd.signet.receipt+json", grant.payload(), grant.signatures());
    }

    /** With one bit in the payload or the signature the other way round. */
    private static List<Envelope> flipped(Envelope envelope) {
        var signature = envelope.signatures().getFirst();
        return List.of(
                new Envelope(envelope.payloadType(), flipped(envelope.payload()), envelope.signatures()),
                new Envelope(
                        envelope.payloadType(),
                        envelope.payload(),
                        List.of(new Envelope.Signature(signature.keyid(), flipped(signature.sig())))));
    }

    private static String flipped(String base64) {
        var bytes = Base64.getDecoder().decode(base64);
        bytes[bytes.length / 2] ^= 1;
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void lateDuplicateDoesNotFreeTheSuccessorsKey() {
        service.generateKeys(1);
        var former = lease(1);
        publish(completed(1, former));
        await().until(() -> "FREE".equals(stateOf(former.keyId())));
        var successor = lease(2);

        publish(completed(1, former));

        awaitQueueEmpty();
        assertThat(successor.token()).isEqualTo(2);
        assertThat(stateOf(successor.keyId())).isEqualTo("LEASED");
    }

    @Test
    void manyAreFreedTogether() {
        service.generateKeys(150);
        var completions = new ArrayList<SigningCompleted>();
        for (var batch = 1; batch <= 150; batch++) {
            var lease = lease(batch);
            completions.add(completed(batch, lease));
        }

        publisher.publishAll(
                Broker.EVENTS,
                SigningCompleted.ROUTING_KEY,
                SigningCompleted.TYPE,
                completions.stream().map(Traced::alone).toList(),
                Duration.ofMinutes(1));

        await().until(() -> leased() == 0);
    }

    @Test
    void malformedMessageIsParkedAndHoldsNobodyUp() {
        service.generateKeys(1);
        var lease = lease(1);
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
    void keysAreFreedWhileCollectionServiceIsDown() {
        service.generateKeys(1);
        var lease = lease(1);
        service.collection().setDown(true);

        publish(completed(1, lease));

        await().until(() -> "FREE".equals(stateOf(lease.keyId())));
    }

    @Test
    void nothingIsLostWhileWhatIsMalformedCannotBeParked() {
        service.generateKeys(1);
        var lease = lease(1);
        service.collection().setDown(true);
        var garbage = MessageBuilder.withBody("{nonsense".getBytes(StandardCharsets.UTF_8))
                .setType(SigningCompleted.TYPE)
                .setMessageId("waits")
                .build();

        publisher.publish(Broker.EVENTS, SigningCompleted.ROUTING_KEY, garbage);
        var container = service.bean(SimpleMessageListenerContainer.class);
        await().until(() -> !container.isRunning());
        publish(completed(1, lease));
        service.collection().setDown(false);

        await().until(() -> "FREE".equals(stateOf(lease.keyId())));
        assertThat(service.collection().parked())
                .anySatisfy(parked -> assertThat(parked.messageId()).startsWith("waits "));
    }

    private Granted lease(long batch) {
        var reply = service.post("/internal/leases", WORKER.call(batch, 0));
        return (Granted) service.json()
                .readValue(reply.body(), LeaseReply.Group.class)
                .replies()
                .getFirst();
    }

    private static Receipt receiptFor(long batch, Granted lease) {
        return new Receipt(new BatchId(batch), lease.leaseId(), lease.keyId(), lease.token(), Verdict.STORED);
    }

    private static SigningCompleted completed(long batch, Granted lease) {
        var receipt = receiptFor(batch, lease);
        return completed(receipt, Optional.of(Issuers.COLLECTION.sign(receipt)));
    }

    /** What is said, and what there is for a proof. */
    private static SigningCompleted completed(Receipt said, Optional<Envelope> receipt) {
        return new SigningCompleted(
                said.batchId(),
                said.leaseId(),
                said.keyId(),
                said.token(),
                said.outcome(),
                100,
                SigningCompleted.Timings.NONE,
                receipt);
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
