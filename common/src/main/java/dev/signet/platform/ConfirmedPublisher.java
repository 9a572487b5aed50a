package dev.signet.platform;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.ShutdownSignalException;
import dev.signet.platform.trace.TraceParent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Publishes persistent, mandatory messages and returns once the broker has confirmed them. A message was delivered when it was
 * confirmed and not returned: RabbitMQ confirms even what it could not route, Broker-J refuses it.
 */
public class ConfirmedPublisher {
    private final RabbitTemplate rabbit;
    private final MessageCodec codec;
    private final AmqpProperties amqp;

    ConfirmedPublisher(RabbitTemplate rabbit, MessageCodec codec, AmqpProperties amqp) {
        this.rabbit = rabbit;
        this.codec = codec;
        this.amqp = amqp;
    }

    /** Over connections that nobody has used yet: it sets how they confirm. */
    public static ConfirmedPublisher over(
            CachingConnectionFactory connections, MessageCodec codec, AmqpProperties amqp) {
        connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
        connections.setPublisherReturns(true);
        var rabbit = new RabbitTemplate(connections);
        rabbit.setMandatory(true);
        rabbit.setReturnsCallback(_ -> {}); // what was returned is found beside its confirm
        return new ConfirmedPublisher(rabbit, codec, amqp);
    }

    /**
     * Publishes all before it waits for the first confirm. Throws if any was not delivered.
     *
     * @param type the stable name of the messages' type; see the TYPE of each
     * @param lifetime after which the broker may drop a message that nobody took
     */
    public <T> void publishAll(
            String exchange, String routingKey, String type, List<Traced<T>> messages, Duration lifetime) {
        var encoded = encode(type, messages);
        expire(encoded, lifetime);
        publish(exchange, routingKey, encoded);
    }

    /** Publishes all before it waits for the first confirm. Throws if any was not delivered. */
    public <T> void publishAll(String exchange, String routingKey, String type, List<Traced<T>> messages) {
        publish(exchange, routingKey, encode(type, messages));
    }

    /**
     * Publishes each under its own key, all before it waits for the first confirm. Says of each, in their order, why the broker did not take it, if so:
     * where no queue is bound for one, others arrive all the same. Throws if the broker is not there.
     *
     * @param lifetime after which the broker may drop a message that nobody took
     */
    public <T> List<Optional<String>> publishEach(
            String exchange, Function<T, String> routingKey, String type, List<Traced<T>> messages, Duration lifetime) {
        var encoded = encode(type, messages);
        expire(encoded, lifetime);
        var keys = messages.stream()
                .map(message -> routingKey.apply(requireNonNull(message.message())))
                .toList();
        return send(exchange, keys, encoded).stream().map(this::objection).toList();
    }

    private void expire(List<Message> messages, Duration lifetime) {
        amqp.expiration(lifetime)
                .ifPresent(millis -> messages.forEach(
                        message -> message.getMessageProperties().setExpiration(millis)));
    }

    /** Publishes a message as it is. */
    public void publish(String exchange, String routingKey, Message message) {
        publish(exchange, routingKey, List.of(message));
    }

    private <T> List<Message> encode(String type, List<Traced<T>> messages) {
        return messages.stream().map(message -> encode(type, message)).toList();
    }

    private Message encode(String type, Traced<?> traced) {
        var encoded = codec.encode(type, requireNonNull(traced.message()));
        traced.traceparent().ifPresent(span -> encoded.getMessageProperties().setHeader(TraceParent.HEADER, span));
        return encoded;
    }

    private void publish(String exchange, String routingKey, List<Message> messages) {
        send(exchange, Collections.nCopies(messages.size(), routingKey), messages)
                .forEach(this::requireDelivered);
    }

    private void requireDelivered(CorrelationData correlation) {
        objection(correlation).ifPresent(reason -> {
            throw new NotDelivered(reason);
        });
    }

    // By one channel: sent one by one each would take a channel of its own, because one that awaits a confirm is not
    // taken again, and those beyond the number that is kept would be opened and closed every time.
    private List<CorrelationData> send(String exchange, List<String> keys, List<Message> messages) {
        try {
            return requireNonNull(rabbit.invoke(channel -> IntStream.range(0, messages.size())
                    .mapToObj(i -> send(channel, exchange, keys.get(i), messages.get(i)))
                    .toList()));
        } catch (AmqpException | ShutdownSignalException e) {
            // the latter is the client's own, and comes through when the connection ends while a channel is opened on
            // it
            throw new NotDelivered("the broker cannot be reached", e);
        }
    }

    private static CorrelationData send(RabbitOperations channel, String exchange, String routingKey, Message message) {
        var correlation = new CorrelationData(UUID.randomUUID().toString());
        channel.send(exchange, routingKey, message, correlation);
        return correlation;
    }

    private Optional<String> objection(CorrelationData correlation) {
        try {
            var confirm = correlation.getFuture().get(amqp.confirmTimeout().toMillis(), TimeUnit.MILLISECONDS);
            var returned = correlation.getReturned();
            if (returned != null) {
                return Optional.of("no queue is bound to exchange %s with key %s"
                        .formatted(returned.getExchange(), returned.getRoutingKey()));
            }
            if (!confirm.ack() && confirm.reason() != null) {
                throw new NotDelivered("the channel ended before the broker confirmed: " + confirm.reason());
            }
            return confirm.ack() ? Optional.empty() : Optional.of("the broker refused the message");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDelivered("interrupted while waiting for the broker's confirm", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotDelivered(
                    "the broker did not confirm within " + amqp.confirmTimeout().toSeconds() + " s", e);
        }
    }
}
