package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.Bytes;
import dev.signet.contract.Envelope;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.RecordId;
import dev.signet.contract.RequestId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningTriggered;
import dev.signet.contract.Statement.Order;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.Verdict;
import dev.signet.platform.crypto.SigningProvider;
import dev.signet.platform.statement.Statements;
import dev.signet.testing.StatementKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whoever has the broker to himself, and everything that ever went over it, gets no signature and frees no key. */
class StatementsIT {
    private static final int RECORDS = 30;
    private static final int BATCHES = RECORDS / 5;
    private static final byte[] SOME_X25519_KEY = {
        9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7
    };

    private final JsonMapper json = new JsonMapper();

    @TempDir
    private Path othersKeys;

    @Test
    void whoOwnsTheBrokerGetsNoSignatureAndFreesNoKey() throws Exception {
        try (var signet = TestSystem.create().with("signet.batch-size", 5);
                var connection = signet.connectToBroker();
                var channel = connection.createChannel()) {
            for (var service : List.of(Service.AUDIT, Service.KEYS, Service.COLLECTION, Service.SIGNING)) {
                signet.start(service);
            }
            var overheard = overhear(channel);
            signet.seed(RECORDS, 3);
            await().until(() -> signet.count("SELECT count(*) FROM collection.batch") == BATCHES);

            forgedTriggers(signet.statements("batch-dispatcher"))
                    .forEach(trigger -> publish(channel, SigningTriggered.TYPE, trigger));
            awaitTaken(channel, "signing-service.signing-triggered");
            assertThat(signet.count("SELECT count(*) FROM keys.key_lease")).isZero();
            assertThat(signet.count("SELECT count(*) FROM collection.signature"))
                    .isZero();

            var stalled = lease(signet);
            forgedCompletions(stalled, signet.statements("collection-service"))
                    .forEach(completion -> publish(channel, SigningCompleted.TYPE, completion));
            awaitTaken(channel, "key-service.signing-completed");
            assertThat(signet.count("SELECT count(*) FROM keys.signing_key WHERE state = 'LEASED'"))
                    .isEqualTo(1);
            assertThat(signet.count("SELECT count(*) FROM keys.key_lease WHERE state = 'ACTIVE'"))
                    .isEqualTo(1);

            giveUp(signet, stalled);
            overheard.clear();
            signet.start(Service.DISPATCHER);
            signet.assertProved(RECORDS);
            assertReplaysChangeNothing(signet, channel, List.copyOf(overheard));
            assertTheAuditLogKnows(signet);
        }
    }

    private void assertReplaysChangeNothing(TestSystem signet, Channel channel, List<Delivery> overheard)
            throws Exception {
        assertThat(overheard).as("triggers and completions").hasSizeGreaterThanOrEqualTo(2 * BATCHES);
        var ledger = signet.texts("SELECT l::text FROM keys.key_lease l ORDER BY id");

        for (var message : overheard) {
            channel.basicPublish(
                    message.getEnvelope().getExchange(),
                    message.getEnvelope().getRoutingKey(),
                    message.getProperties(),
                    message.getBody());
        }

        awaitTaken(channel, "signing-service.signing-triggered");
        awaitTaken(channel, "key-service.signing-completed");
        assertThat(signet.texts("SELECT l::text FROM keys.key_lease l ORDER BY id"))
                .isEqualTo(ledger);
        signet.assertProved(RECORDS);
    }

    private static void assertTheAuditLogKnows(TestSystem signet) {
        await().untilAsserted(() -> assertThat(
                        signet.texts(
                                "SELECT DISTINCT source || ' ' || (data ->> 'statement') FROM audit.event WHERE type = 'dev.signet.statement.refused'"))
                .containsExactlyInAnyOrder("/signet/key-service order", "/signet/key-service receipt"));
    }

    /**
     * Of each batch: without an order; with that of somebody whom nobody trusts, as it is and with one bit the other way round; with something that is
     * none; with the dispatcher's own, of another batch, as it is, with one bit the other way round, and with its signature under what this batch's would say.
     */
    private List<SigningTriggered> forgedTriggers(Statements dispatcher) {
        var stranger = Statements.of(
                "batch-dispatcher", StatementKeys.makeIn(othersKeys), SigningProvider.fastest(), (_, _) -> {});
        var forged = new ArrayList<SigningTriggered>();
        for (var batch = 1; batch <= BATCHES; batch++) {
            var record = new RecordId(1);
            var trigger = new SigningTriggered(new BatchId(batch), new RunId(1), record, record, 5, 1);
            var order = stranger.sign(new Order(trigger.batchId(), trigger.attempt()));
            forged.add(trigger);
            forged.add(trigger.ordered(order));
            forged.add(trigger.ordered(flipped(order)));
            forged.add(trigger.ordered(new Envelope("text/plain", "", List.of())));
            var another = dispatcher.sign(new Order(new BatchId(batch % BATCHES + 1), trigger.attempt()));
            forged.add(trigger.ordered(another));
            forged.add(trigger.ordered(flipped(another)));
            forged.add(trigger.ordered(signedLike(another, order)));
        }
        return forged;
    }

    private List<SigningCompleted> forgedCompletions(LeaseReply.Granted lease, Statements collection) {
        var stranger = Statements.of("collection-service", othersKeys, SigningProvider.fastest(), (_, _) -> {});
        var stored = new Receipt(new BatchId(1), lease.leaseId(), lease.keyId(), lease.token(), Verdict.STORED);
        var fenced = new Receipt(new BatchId(1), lease.leaseId(), lease.keyId(), lease.token(), Verdict.FENCED);
        var another = collection.sign(
                new Receipt(new BatchId(2), LeaseId.random(), lease.keyId(), lease.token(), Verdict.FENCED));
        var grant = lease.grant().orElseThrow();
        return List.of(
                completed(stored, Optional.empty()),
                completed(fenced, Optional.empty()),
                completed(stored, Optional.of(stranger.sign(stored))),
                completed(fenced, Optional.of(flipped(stranger.sign(fenced)))),
                completed(fenced, Optional.of(another)),
                completed(fenced, Optional.of(flipped(another))),
                completed(fenced, Optional.of(signedLike(another, stranger.sign(fenced)))),
                completed(stored, Optional.of(grant)),
                completed(
                        stored, Optional.of(new Envelope(stored.payloadType(), grant.payload(), grant.signatures()))));
    }

    private static SigningCompleted completed(Receipt said, Optional<Envelope> receipt) {
        return new SigningCompleted(
                said.batchId(),
                said.leaseId(),
                said.keyId(),
                said.token(),
                said.outcome(),
                5,
                SigningCompleted.Timings.NONE,
                receipt);
    }

    private static Envelope flipped(Envelope envelope) {
        var payload = Base64.getDecoder().decode(envelope.payload());
        payload[payload.length / 2] ^= 1;
        return new Envelope(envelope.payloadType(), Base64.getEncoder().encodeToString(payload), envelope.signatures());
    }

    /** Says what one says, and bears the other's signature. */
    private static Envelope signedLike(Envelope signed, Envelope said) {
        return new Envelope(said.payloadType(), said.payload(), signed.signatures());
    }

    /** As a worker that then does nothing with it. */
    private LeaseReply.Granted lease(TestSystem signet) throws Exception {
        var order = new Order(new BatchId(1), 1);
        var request = new LeaseRequest(
                RequestId.random(),
                order.batchId(),
                order.attempt(),
                "stalled",
                Bytes.wrap(SOME_X25519_KEY),
                1000,
                Optional.of(signet.statements("batch-dispatcher").sign(order)));
        var reply = post(signet, "/internal/leases", new LeaseRequest.Group(List.of(request)));
        return (LeaseReply.Granted)
                json.readValue(reply, LeaseReply.Group.class).replies().getFirst();
    }

    private void giveUp(TestSystem signet, LeaseReply.Granted lease) throws Exception {
        assertThat(post(signet, "/internal/leases/" + lease.leaseId() + "/revocation", Map.of("ranOut", false)))
                .contains("FENCED");
    }

    private String post(TestSystem signet, String path, Object body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(signet.url(Service.KEYS) + path))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + signet.tokenOf("signing-service"))
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static List<Delivery> overhear(Channel channel) throws Exception {
        var overheard = new CopyOnWriteArrayList<Delivery>();
        var queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, Broker.COMMANDS, SigningTriggered.ROUTING_KEY);
        channel.queueBind(queue, Broker.EVENTS, SigningCompleted.ROUTING_KEY);
        channel.basicConsume(queue, true, (_, message) -> overheard.add(message), _ -> {});
        return overheard;
    }

    private void publish(Channel channel, String type, Object message) {
        var isTrigger = type.equals(SigningTriggered.TYPE);
        var properties =
                new AMQP.BasicProperties.Builder().type(type).deliveryMode(2).build();
        try {
            channel.basicPublish(
                    isTrigger ? Broker.COMMANDS : Broker.EVENTS,
                    isTrigger ? SigningTriggered.ROUTING_KEY : SigningCompleted.ROUTING_KEY,
                    properties,
                    json.writeValueAsString(message).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // This broker counts what is not acknowledged, too.
    private static void awaitTaken(Channel channel, String queue) {
        await().atMost(Duration.ofSeconds(30)).until(() -> channel.messageCount(queue) == 0);
    }
}
