package dev.signet.bench.intake;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Fills a queue before anybody takes from it. */
final class Sender implements AutoCloseable {
    private static final int UNCONFIRMED = 500;
    private static final long PATIENCE_MILLIS = 60_000;

    private final Channel channel;
    private long sent;

    Sender(Connection connection) throws IOException {
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    /** @param type of the messages; empty if they are to be stored as they stand */
    void send(String queue, int messages, String type) throws IOException, InterruptedException, TimeoutException {
        for (int i = 1; i <= messages; i++) {
            channel.basicPublish("", queue, properties(type), Logins.body(sent++));
            if (i % UNCONFIRMED == 0 || i == messages) {
                channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
            }
        }
    }

    private BasicProperties properties(String type) {
        return new BasicProperties.Builder()
                .messageId("login-" + sent)
                .type(type)
                .contentType("application/json")
                .deliveryMode(2)
                .build();
    }

    @Override
    public void close() throws IOException, TimeoutException {
        channel.close();
    }
}
