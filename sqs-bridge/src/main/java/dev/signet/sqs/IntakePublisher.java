package dev.signet.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes to the intake's exchange, and hears from the intake what is committed. For one thread. */
final class IntakePublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IntakePublisher.class);
    private static final String EXCHANGE = "signet.intake";
    private static final String ROUTING_KEY = "sqs";
    private static final int PERSISTENT = 2;

    private final Channel channel;
    private final Duration patience;
    private final String replies = "signet.replies." + UUID.randomUUID(); // the intake knows them by how they begin
    private final BlockingQueue<String> answered = new LinkedBlockingQueue<>();

    /** @param patience how long answers may take */
    IntakePublisher(Connection connection, Duration patience) throws IOException {
        this.patience = patience;
        channel = connection.createChannel();
        channel.queueDeclare(replies, false, true, true, Map.of());
        channel.basicConsume(
                replies,
                true,
                (_, answer) -> answered.add(answer.getProperties().getCorrelationId()),
                _ -> log.debug("The queue of answers is gone"));
    }

    /** Returns those that the intake is done with for good: records, or parked. Of the others nothing is known. */
    List<Incoming> publish(List<Incoming> messages) throws IOException, InterruptedException {
        var open = new HashMap<String, Incoming>();
        for (var message : messages) {
            open.put(message.id(), message);
            var body = message.body().getBytes(UTF_8);
            channel.basicPublish(EXCHANGE, ROUTING_KEY, properties(message), body);
        }
        var done = new ArrayList<Incoming>();
        var end = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty()) {
            var id = answered.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (id == null) {
                break;
            }
            var settled = open.remove(id); // or one that was published before, answered late
            if (settled != null) {
                done.add(settled);
            }
        }
        return done;
    }

    private BasicProperties properties(Incoming message) {
        return new BasicProperties.Builder()
                .messageId(message.id())
                .type(message.type())
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .replyTo(replies)
                .correlationId(message.id())
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
