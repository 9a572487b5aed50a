package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a test may expect of any broker. */
interface BrokerBehaviour {
    String QUEUE = "letters-" + UUID.randomUUID();

    TestBroker broker();

    @Test
    default void messageIsConfirmedAndConsumed() throws Exception {
        try (var connection = connect();
                var channel = connection.createChannel()) {
            publish(channel);

            assertThat(new String(channel.basicGet(QUEUE, true).getBody(), UTF_8))
                    .isEqualTo("hello");
        }
    }

    @Test
    default void stoppedBrokerRefusesAndComesBackOnTheSamePort() throws Exception {
        assumeThat(broker().canBeStopped()).isTrue();
        var uri = broker().amqpUri();

        broker().stop();
        assertThatThrownBy(this::connect).isInstanceOf(Exception.class);
        broker().restart();

        assertThat(broker().amqpUri()).isEqualTo(uri);
        connect().close();
    }

    @Test
    default void wipeLosesEveryMessage() throws Exception {
        assumeThat(broker().canBeStopped()).isTrue();
        try (var connection = connect();
                var channel = connection.createChannel()) {
            publish(channel);
        }

        broker().wipe();

        assertThat(messages()).isZero();
    }

    private static void publish(Channel channel) throws Exception {
        channel.confirmSelect();
        channel.queueDeclare(QUEUE, true, false, false, null);
        channel.basicPublish("", QUEUE, true, MessageProperties.PERSISTENT_BASIC, "hello".getBytes(UTF_8));
        channel.waitForConfirmsOrDie(5_000);
    }

    private long messages() throws Exception {
        try (var connection = connect();
                var channel = connection.createChannel()) {
            return channel.queueDeclare(QUEUE, true, false, false, null).getMessageCount();
        }
    }

    private Connection connect() throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(broker().amqpUri());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }
}
