package dev.signet.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes to the intake's exchange. For one thread. */
final class IntakePublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IntakePublisher.class);
    private static final String EXCHANGE = "signet.intake";
    private static final String ROUTING_KEY = "sqs";
    private static final int PERSISTENT = 2;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Channel channel;
    private final Set<String> returned = ConcurrentHashMap.newKeySet();

    IntakePublisher(Connection connection) throws IOException {
        channel = connection.createChannel();
        channel.addReturnListener(back -> returned.add(back.getProperties().getMessageId()));
        channel.confirmSelect();
    }

    /** Returns those that the broker has, in a queue; throws when that is not known of all of them. */
    Collection<Incoming> publish(Collection<Incoming> messages) throws IOException, InterruptedException {
        returned.clear();
        for (var message : messages) {
            channel.basicPublish(
                    EXCHANGE,
                    ROUTING_KEY,
                    true,
                    properties(message),
                    message.body().getBytes(UTF_8));
        }
        try {
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS); // a return comes before its confirm
        } catch (TimeoutException e) {
            throw new IOException("the broker has not confirmed in %d s".formatted(PATIENCE_MILLIS / 1000), e);
        }
        return messages.stream()
                .filter(message -> !returned.contains(message.id()))
                .collect(Collectors.toList());
    }

    private static BasicProperties properties(Incoming message) {
        return new BasicProperties.Builder()
                .messageId(message.id())
                .type(message.type())
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .build();
    }

    @Override
    public void close() {
        try {
            channel.abort();
        } catch (IOException e) {
            log.debug("The channel was gone already", e);
        }
    }
}
