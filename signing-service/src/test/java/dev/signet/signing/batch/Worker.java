package dev.signet.signing.batch;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.signet.contract.Broker;
import dev.signet.contract.KeyringName;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningTriggered;
import dev.signet.signing.SigningApplication;
import dev.signet.testing.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A worker on a real broker, with a test's own connection beside it. */
final class Worker implements AutoCloseable {
    final ConfigurableApplicationContext context;
    final List<SigningCompleted> completed = new CopyOnWriteArrayList<>();
    private final JsonMapper json = new JsonMapper();
    private final Connection connection;
    private final Channel channel;

    Worker(TestBroker broker, FakePeers peers, Path tokens, String... settings) throws Exception {
        Files.writeString(tokens.resolve("signing-service.token"), "secret");
        var factory = new ConnectionFactory();
        factory.setUri(broker.amqpUri());
        connection = factory.newConnection();
        channel = connection.createChannel();
        listenForCompletions();
        context = SigningApplication.application()
                .sources(PeculiarRecords.class)
                .run(settings(broker, peers, tokens, settings).toArray(String[]::new));
    }

    private static List<String> settings(TestBroker broker, FakePeers peers, Path tokens, String... more) {
        var settings = new ArrayList<>(List.of(more));
        if (settings.stream().noneMatch(setting -> setting.contains("concurrency"))) {
            settings.add("--signet.signer.concurrency=2");
        }
        settings.addAll(List.of(
                "--signet.amqp-url=" + broker.amqpUri(),
                "--signet.amqp.profile=embedded",
                "--signet.tokens.dir=" + tokens,
                "--signet.collection-url=" + peers.uri(),
                "--signet.key-url=" + peers.uri(),
                "--signet.port=0",
                "--signet.record.max-bytes=100KB",
                "--signet.signer.lease-wait=1s"));
        return settings;
    }

    private void listenForCompletions() throws IOException {
        channel.exchangeDeclare(Broker.EVENTS, "topic", true);
        var queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, Broker.EVENTS, SigningCompleted.ROUTING_KEY);
        channel.basicConsume(
                queue,
                true,
                (_, delivery) -> completed.add(json.readValue(delivery.getBody(), SigningCompleted.class)),
                _ -> {});
    }

    void deliver(FakeBatch batch) {
        var trigger = batch.trigger();
        var key = SigningTriggered.routingKey(trigger.keyringName());
        deliver(SigningTriggered.TYPE, json.writeValueAsString(trigger), key);
    }

    void deliver(String type, String body) {
        deliver(type, body, SigningTriggered.ROUTING_KEY);
    }

    private void deliver(String type, String body, String key) {
        var properties = new AMQP.BasicProperties.Builder().type(type).build();
        try {
            synchronized (channel) {
                channel.basicPublish(Broker.COMMANDS, key, properties, body.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ready and not acknowledged, on the embedded broker. */
    int messagesLeft() {
        return messagesLeft(KeyringName.DEFAULT);
    }

    /** The same of another keyring. */
    int messagesLeft(KeyringName keyring) {
        try {
            synchronized (channel) {
                return channel.queueDeclarePassive(SigningTopology.queue(keyring))
                        .getMessageCount();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SigningCompleted> completionsOf(FakeBatch batch) {
        return completed.stream()
                .filter(event -> event.batchId().equals(batch.id))
                .toList();
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() throws IOException {
        context.close();
        connection.close();
    }
}
