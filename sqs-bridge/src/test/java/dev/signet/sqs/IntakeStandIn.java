package dev.signet.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the intake's messages and answers as the intake does, if it is told to; until then it is one whose transactions do not commit. */
final class IntakeStandIn implements AutoCloseable {
    private static final String INTAKE = "collection-service.intake";

    private final Map<String, BasicProperties> taken = new ConcurrentHashMap<>();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final Connection connection;
    private final Channel channel;
    private volatile boolean commits;

    IntakeStandIn(String amqpUri) throws Exception {
        var connections = new ConnectionFactory();
        connections.setUri(amqpUri);
        connections.setAutomaticRecoveryEnabled(false);
        connection = connections.newConnection();
        channel = connection.createChannel();
        channel.exchangeDeclare("signet.intake", "topic", true);
        channel.queueDeclare(INTAKE, true, false, false, Map.of());
        channel.queueBind(INTAKE, "signet.intake", "#");
        channel.basicConsume(INTAKE, true, (_, message) -> take(message), _ -> {});
    }

    private void take(Delivery message) throws IOException {
        deliveries.incrementAndGet();
        if (commits) {
            var properties = message.getProperties();
            taken.put(new String(message.getBody(), UTF_8), properties);
            var answer = new BasicProperties.Builder()
                    .correlationId(properties.getCorrelationId())
                    .build();
            channel.basicPublish("", properties.getReplyTo(), answer, "{\"outcome\":\"STORED\"}".getBytes(UTF_8));
        }
    }

    void commit() {
        commits = true;
    }

    /** What was committed, by its body. */
    Map<String, BasicProperties> taken() {
        return taken;
    }

    int deliveries() {
        return deliveries.get();
    }

    @Override
    public void close() {
        connection.abort();
    }
}
