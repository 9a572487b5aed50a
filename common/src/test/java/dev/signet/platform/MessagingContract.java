package dev.signet.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DeliverCallback;
import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.MessageCodec.Decoded;
import dev.signet.testing.TestBroker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.RabbitUtils;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import tools.jackson.databind.json.JsonMapper;

/** What every broker we run on must do alike; nothing else may be relied on. */
abstract class MessagingContract {
    private static final String QUEUE = "contract.triggers";

    private final MessageCodec codec = new MessageCodec(new JsonMapper());
    private final List<ParkedMessage> rows = new CopyOnWriteArrayList<>();
    private CachingConnectionFactory connections;
    private RabbitAdmin admin;
    private ConfirmedPublisher publisher;

    abstract TestBroker broker();

    abstract AmqpProperties.Profile profile();

    @BeforeEach
    void connect() {
        connections = new CachingConnectionFactory(URI.create(broker().amqpUri()));
        admin = new RabbitAdmin(connections);
        publisher = new Messaging().confirmedPublisher(connections, codec, properties());
        declare();
        admin.purgeQueue(QUEUE);
        admin.purgeQueue(Broker.PARKING);
    }

    @AfterEach
    void disconnect() {
        connections.destroy();
    }

    @Test
    void confirmedMessageIsInTheQueueWithItsTypeAndPersistent() {
        publish(trigger(1));

        var message = take(QUEUE);
        assertThat(message.getMessageProperties().getReceivedDeliveryMode()).isEqualTo(MessageDeliveryMode.PERSISTENT);
        assertThat(message.getMessageProperties().getMessageId()).isNotBlank();
        assertThat(codec.decode(message, SigningTriggered.TYPE, SigningTriggered.class))
                .isEqualTo(new Decoded.Valid<>(trigger(1)));
    }

    @Test
    void manyMessagesAreConfirmedAtOnce() {
        var triggers = LongStream.rangeClosed(1, 1000).mapToObj(this::trigger).toList();

        publisher.publishAll(
                Broker.COMMANDS,
                SigningTriggered.ROUTING_KEY,
                SigningTriggered.TYPE,
                triggers.stream().map(Traced::alone).toList(),
                Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(messages()).isEqualTo(1000));
    }

    @Test
    void manyMessagesTakeOneChannel() {
        var opened = new AtomicInteger();
        connections.addChannelListener((_, _) -> opened.incrementAndGet());
        var triggers = LongStream.rangeClosed(1, 100).mapToObj(this::trigger).toList();

        publisher.publishAll(
                Broker.COMMANDS,
                SigningTriggered.ROUTING_KEY,
                SigningTriggered.TYPE,
                triggers.stream().map(Traced::alone).toList());

        assertThat(opened).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void messageWithoutARouteWasNotDelivered() {
        assertThatThrownBy(() -> publisher.publishAll(
                        Broker.COMMANDS, "nobody.listens", "Nothing", List.of(Traced.alone(trigger(1)))))
                .isInstanceOf(NotDelivered.class);
    }

    @Test
    void messageWithoutARouteSpoilsNothingForThoseBesideIt() {
        var objections = publisher.<SigningTriggered>publishEach(
                Broker.COMMANDS,
                trigger -> trigger.batchId().value() == 2 ? "nobody.listens" : SigningTriggered.ROUTING_KEY,
                SigningTriggered.TYPE,
                LongStream.rangeClosed(1, 3)
                        .mapToObj(batch -> Traced.alone(trigger(batch)))
                        .toList(),
                Duration.ofMinutes(1));

        assertThat(objections).hasSize(3);
        assertThat(objections.get(0)).isEmpty();
        assertThat(objections.get(1)).isPresent();
        assertThat(objections.get(2)).isEmpty();
        await().untilAsserted(() -> assertThat(messages()).isEqualTo(2));
    }

    @Test
    void messageWithoutARouteSpoilsNothingForTheNext() {
        assertThatThrownBy(() -> publisher.publishAll(
                        Broker.COMMANDS, "nobody.listens", "Nothing", List.of(Traced.alone(trigger(1)))))
                .isInstanceOf(NotDelivered.class);

        publish(trigger(2));

        assertThat(take(QUEUE)).isNotNull();
    }

    @Test
    void messageThatWasNotAcknowledgedComesAgainWhenItsChannelCloses() throws Exception {
        publish(trigger(1));
        try (var connection = connections.createConnection()) {
            var first = connection.createChannel(false);
            assertThat(first.basicGet(QUEUE, false).getEnvelope().isRedeliver()).isFalse();
            RabbitUtils.setPhysicalCloseRequired(first, true);
            first.close();
        }

        var again = awaited(QUEUE);

        assertThat(again.getMessageProperties().isRedelivered()).isTrue();
    }

    @Test
    void consumerHoldsNoMoreThanItsPrefetch() throws Exception {
        publisher.publishAll(
                Broker.COMMANDS,
                SigningTriggered.ROUTING_KEY,
                SigningTriggered.TYPE,
                List.of(Traced.alone(trigger(1)), Traced.alone(trigger(2)), Traced.alone(trigger(3))),
                Duration.ofMinutes(1));
        var tags = new CopyOnWriteArrayList<Long>();
        var raw = new com.rabbitmq.client.ConnectionFactory();
        raw.setUri(broker().amqpUri());
        try (var connection = raw.newConnection();
                var channel = connection.createChannel()) {
            channel.basicQos(2);
            DeliverCallback delivered =
                    (_, delivery) -> tags.add(delivery.getEnvelope().getDeliveryTag());
            CancelCallback cancelled = _ -> {};
            channel.basicConsume(QUEUE, false, delivered, cancelled);

            await().during(Duration.ofMillis(200)).until(() -> tags.size() == 2);
            channel.basicAck(tags.getFirst(), false);

            await().until(() -> tags.size() == 3);
        }
    }

    @Test
    void poisonMessageIsParkedWithItsReasonAndDoesNotLoop() {
        var parking = new Parking(rows::add, publisher);
        var deliveries = new AtomicInteger();
        var listener = listener((message, channel) -> {
            deliveries.incrementAndGet();
            if (codec.decode(message, SigningTriggered.TYPE, SigningTriggered.class)
                    instanceof Decoded.Malformed<SigningTriggered>(var reason)) {
                parking.park(message, reason);
            }
            acknowledge(message, channel);
        });
        publisher.publish(Broker.COMMANDS, SigningTriggered.ROUTING_KEY, poison());

        var parked = awaited(Broker.PARKING);
        await().during(Duration.ofMillis(300)).until(() -> deliveries.get() == 1);
        listener.stop();

        assertThat(parked.getBody()).isEqualTo("not json".getBytes(UTF_8));
        assertThat(parked.getMessageProperties().getHeaders().get("x-signet-queue"))
                .hasToString(QUEUE);
        assertThat(parked.getMessageProperties().getHeaders().get("x-signet-reason"))
                .asString()
                .contains("not a valid SigningTriggered");
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.messageId()).startsWith("poison-1 ");
            assertThat(row.exchange()).isEqualTo(Broker.COMMANDS);
            assertThat(row.routingKey()).isEqualTo(SigningTriggered.ROUTING_KEY);
        });
        assertThat(get(QUEUE)).isNull();
    }

    @Test
    void messageThatClaimsToBeABatchOfMessagesIsTakenWhole() {
        var bodies = new CopyOnWriteArrayList<String>();
        var listener = listener((message, channel) -> {
            bodies.add(new String(message.getBody(), UTF_8));
            acknowledge(message, channel);
        });
        var claiming = poison();
        claiming.getMessageProperties().setHeader(MessageProperties.SPRING_BATCH_FORMAT, "lengthHeader4");

        publisher.publish(Broker.COMMANDS, SigningTriggered.ROUTING_KEY, claiming);

        await().until(() -> bodies.size() == 1);
        await().during(Duration.ofMillis(300)).until(() -> bodies.size() == 1);
        listener.stop();
        assertThat(bodies).containsExactly("not json");
    }

    @Test
    void differentMessagesUnderOneIdAreParkedAndTheirOwnHeadersStayBehind() {
        var parking = new Parking(rows::add, publisher);
        var one = poison();
        one.getMessageProperties().setHeader("CC", List.of(QUEUE));
        one.getMessageProperties().setHeader("long", "x".repeat(100_000));
        one.getMessageProperties().setExpiration("1");
        one.getMessageProperties().setUserId("somebody-else");
        var another = MessageBuilder.withBody("not json either".getBytes(UTF_8))
                .setMessageId("poison-1")
                .build();

        parking.park(one, "it is poison");
        parking.park(another, "it is poison");

        var parked = awaited(Broker.PARKING);
        assertThat(parked.getMessageProperties().getHeaders()).doesNotContainKeys("CC", "long");
        assertThat(awaited(Broker.PARKING).getBody()).isEqualTo(another.getBody());
        assertThat(rows)
                .extracting(ParkedMessage::messageId)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(get(QUEUE)).isNull();
    }

    @Test
    void pausedListenerGivesItsMessagesBackAndGoesOnOnceTheProbeSucceeds() {
        var works = new AtomicBoolean();
        var deliveries = new AtomicInteger();
        var pause = new AtomicReference<ListenerPause>();
        var listener = listener((message, channel) -> {
            deliveries.incrementAndGet();
            if (works.get()) {
                acknowledge(message, channel);
            } else {
                pause.get().pause("what it needs is away");
            }
        });
        pause.set(new ListenerPause(listener, works::get));
        publish(trigger(1));
        await().until(() -> deliveries.get() == 1 && !listener.isRunning());
        await().during(Duration.ofMillis(500)).until(() -> deliveries.get() == 1);

        works.set(true);

        await().atMost(Duration.ofSeconds(20)).until(() -> deliveries.get() == 2);
        await().until(() -> messages() == 0);
        listener.stop();
    }

    @Test
    void brokerThatIsAwayTakesNothingAndTakesAgainOnceItIsBack() {
        assumeTrue(broker().canBeStopped(), "skipped: the broker that was given is not ours to stop");
        publish(trigger(1));
        broker().stop();
        assertThatThrownBy(() -> publish(trigger(2))).isInstanceOf(NotDelivered.class);

        broker().restart();

        declare();
        publish(trigger(3));
    }

    private AmqpProperties properties() {
        return new AmqpProperties(profile(), Duration.ofSeconds(10));
    }

    private void declare() {
        new Messaging().sharedTopology(properties()).getDeclarables().forEach(declarable -> {
            switch (declarable) {
                case Queue queue -> admin.declareQueue(queue);
                case Exchange exchange -> admin.declareExchange(exchange);
                case Binding binding -> admin.declareBinding(binding);
                default -> throw new AssertionError(declarable);
            }
        });
        var queue = QueueBuilder.durable(QUEUE)
                .withArguments(properties().queueArguments())
                .build();
        admin.declareQueue(queue);
        admin.declareBinding(BindingBuilder.bind(queue)
                .to(new DirectExchange(Broker.COMMANDS))
                .with(SigningTriggered.ROUTING_KEY));
    }

    private SimpleMessageListenerContainer listener(ChannelAwareMessageListener onMessage) {
        var listener = new SimpleMessageListenerContainer(connections);
        listener.setAmqpAdmin(admin);
        listener.setQueueNames(QUEUE);
        listener.setMessageListener(onMessage);
        listener.setBatchingStrategy(new WholeMessages());
        listener.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        listener.setPrefetchCount(2);
        listener.afterPropertiesSet();
        listener.start();
        return listener;
    }

    private static void acknowledge(Message message, @Nullable Channel channel) throws IOException {
        Objects.requireNonNull(channel).basicAck(message.getMessageProperties().getDeliveryTag(), false);
    }

    private void publish(SigningTriggered trigger) {
        publisher.publishAll(
                Broker.COMMANDS, SigningTriggered.ROUTING_KEY, SigningTriggered.TYPE, List.of(Traced.alone(trigger)));
    }

    private Message take(String queue) {
        return Objects.requireNonNull(get(queue));
    }

    private Message awaited(String queue) {
        var message = new AtomicReference<@Nullable Message>();
        await().until(() -> {
            message.set(get(queue));
            return message.get() != null;
        });
        return Objects.requireNonNull(message.get());
    }

    private @Nullable Message get(String queue) {
        return admin.getRabbitTemplate().receive(queue);
    }

    private long messages() {
        return Objects.requireNonNull(admin.getQueueInfo(QUEUE)).getMessageCount();
    }

    private static Message poison() {
        return MessageBuilder.withBody("not json".getBytes(UTF_8))
                .setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setType(SigningTriggered.TYPE)
                .setMessageId("poison-1")
                .build();
    }

    private SigningTriggered trigger(long batch) {
        return new SigningTriggered(new BatchId(batch), new RunId(1), new RecordId(batch), new RecordId(batch), 1, 1);
    }
}
