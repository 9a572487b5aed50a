package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;

class AcknowledgementTest {
    private final List<Object> acknowledged = new ArrayList<>();

    @Test
    void acknowledgesEachMessageByItself() {
        assertThat(Acknowledgement.of(List.of(message(3), message(5)), channel(null)))
                .isTrue();

        assertThat(acknowledged).containsExactly(3L, false, 5L, false);
    }

    /** All the ways in which a channel says that it is gone, the last two by Spring: it tries to connect again, or finds it closed. */
    static Stream<Exception> channelThatIsGone() {
        return Stream.of(
                new IOException("gone"),
                new AlreadyClosedException(new ShutdownSignalException(true, false, null, null)),
                new AmqpConnectException(new ConnectException("refused")),
                new IllegalStateException("Channel closed; cannot ack/nack"));
    }

    @ParameterizedTest
    @MethodSource
    void channelThatIsGone(Exception says) {
        assertThat(Acknowledgement.of(List.of(message(1)), channel(says))).isFalse();
    }

    private static Message message(long tag) {
        var message = MessageBuilder.withBody(new byte[0]).build();
        message.getMessageProperties().setDeliveryTag(tag);
        return message;
    }

    private Channel channel(@Nullable Exception failure) {
        return (Channel) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Channel.class}, (_, _, arguments) -> {
                    if (failure != null) {
                        throw failure;
                    }
                    acknowledged.addAll(List.of(arguments));
                    return null;
                });
    }
}
