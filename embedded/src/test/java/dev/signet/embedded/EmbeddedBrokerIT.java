package dev.signet.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final String QUEUE = "letters";

    @Test
    void messageIsConfirmedAndConsumed() throws Exception {
        try (var broker = EmbeddedBroker.start();
                var connection = connect(broker.amqpUri());
                var channel = connection.createChannel()) {
            publish(channel, "hello");

            assertThat(new String(channel.basicGet(QUEUE, true).getBody(), UTF_8))
                    .isEqualTo("hello");
        }
    }

    @Test
    void connectionHasAsManyChannelsAsOneToRabbitMq() throws Exception {
        try (var broker = EmbeddedBroker.start();
                var connection = connect(broker.amqpUri())) {
            for (var opened = 0; opened < 300; opened++) {
                assertThat(connection.createChannel()).as("channel %d", opened).isNotNull();
            }

            assertThat(connection.getChannelMax()).isEqualTo(2047);
        }
    }

    @Test
    void guestIsRefused() {
        try (var broker = EmbeddedBroker.start()) {
            var asGuest = broker.amqpUri().replaceFirst("//.*@", "//guest:guest@");

            assertThatThrownBy(() -> connect(asGuest)).isInstanceOf(PossibleAuthenticationFailureException.class);
        }
    }

    @Test
    void restartOnTheSamePortLosesSigningTrafficAndKeepsIntake(@TempDir Path directory) throws Exception {
        try (var broker = EmbeddedBroker.startIn(directory)) {
            publish(broker.amqpUri(), "signing");
            publish(broker.intakeUri(), "intake");
            var uri = broker.amqpUri();

            broker.restart();

            assertThat(broker.amqpUri()).isEqualTo(uri);
            assertThat(messages(broker.amqpUri())).isZero();
            assertThat(messages(broker.intakeUri())).isEqualTo(1);
        }
    }

    @Test
    void intakeOutlivesTheBroker(@TempDir Path directory) throws Exception {
        try (var broker = EmbeddedBroker.startIn(directory)) {
            publish(broker.intakeUri(), "intake");
        }

        try (var broker = EmbeddedBroker.startIn(directory)) {
            assertThat(messages(broker.intakeUri())).isEqualTo(1);
        }
    }

    @Test
    void wipeLosesEverything(@TempDir Path directory) throws Exception {
        try (var broker = EmbeddedBroker.startIn(directory)) {
            publish(broker.intakeUri(), "intake");

            broker.wipe();

            assertThat(messages(broker.intakeUri())).isZero();
        }
    }

    private static void publish(String uri, String text) throws Exception {
        try (var connection = connect(uri);
                var channel = connection.createChannel()) {
            publish(channel, text);
        }
    }

    private static void publish(Channel channel, String text) throws Exception {
        channel.confirmSelect();
        channel.queueDeclare(QUEUE, true, false, false, null);
        channel.basicPublish("", QUEUE, true, MessageProperties.PERSISTENT_BASIC, text.getBytes(UTF_8));
        channel.waitForConfirmsOrDie(5_000);
    }

    private static long messages(String uri) throws Exception {
        try (var connection = connect(uri);
                var channel = connection.createChannel()) {
            return channel.queueDeclare(QUEUE, true, false, false, null).getMessageCount();
        }
    }

    private static Connection connect(String uri) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(uri);
        return factory.newConnection();
    }
}
