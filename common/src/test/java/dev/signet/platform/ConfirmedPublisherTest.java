package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.signet.platform.AmqpProperties.Profile;
import java.net.ConnectException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import tools.jackson.databind.json.JsonMapper;

class ConfirmedPublisherTest {
    /** Both ways in which a connection says that it is gone: the client's own comes through when it ends while a channel is opened on it. */
    static Stream<RuntimeException> connectionThatIsGone() {
        return Stream.of(
                new AmqpConnectException(new ConnectException("refused")),
                new AlreadyClosedException(new ShutdownSignalException(true, false, null, null)));
    }

    @ParameterizedTest
    @MethodSource
    void connectionThatIsGone(RuntimeException says) {
        var publisher = new ConfirmedPublisher(
                rabbitThatThrows(says),
                new MessageCodec(new JsonMapper()),
                new AmqpProperties(Profile.RABBITMQ, Duration.ofSeconds(1)));

        assertThatExceptionOfType(NotDelivered.class)
                .isThrownBy(() -> publisher.publish(
                        "exchange", "key", MessageBuilder.withBody(new byte[0]).build()))
                .withMessage("the broker cannot be reached")
                .withCause(says);
    }

    private static RabbitTemplate rabbitThatThrows(RuntimeException says) {
        return new RabbitTemplate() {
            @Override
            public <T extends @Nullable Object> T invoke(
                    OperationsCallback<T> action,
                    com.rabbitmq.client.@Nullable ConfirmCallback acks,
                    com.rabbitmq.client.@Nullable ConfirmCallback nacks) {
                throw says;
            }
        };
    }
}
