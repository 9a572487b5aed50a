package dev.signet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.signet.contract.Broker;
import dev.signet.standalone.Login.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Publishes persistent logins, so many in a transaction: the embedded broker writes to disk once for all of them. */
final class LoginPublisher implements AutoCloseable {
    private static final int AT_ONCE = 200;
    private static final int PERSISTENT = 2;

    private final Connection connection;
    private final Channel channel;
    private final Map<Kind, Integer> sent = new EnumMap<>(Kind.class);

    private LoginPublisher(Connection connection) throws IOException {
        this.connection = connection;
        channel = connection.createChannel();
        channel.txSelect();
    }

    static LoginPublisher to(URI broker) throws IOException {
        try {
            var connections = new ConnectionFactory();
            connections.setUri(broker);
            return new LoginPublisher(connections.newConnection("signet demo"));
        } catch (GeneralSecurityException | URISyntaxException | TimeoutException e) {
            throw new IOException("the broker cannot be used: " + e.getMessage(), e);
        }
    }

    /** Returns when the broker has all of them. */
    void send(Logins logins, int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            var login = logins.next();
            channel.basicPublish(
                    Broker.INTAKE,
                    "logins",
                    true,
                    properties(login),
                    login.body().getBytes(UTF_8));
            sent.merge(login.kind(), 1, Integer::sum);
            if (i % AT_ONCE == 0 || i == count) {
                channel.txCommit();
            }
        }
    }

    /** How many of a kind were sent. */
    int sent(Kind kind) {
        return sent.getOrDefault(kind, 0);
    }

    private static BasicProperties properties(Login login) {
        return new BasicProperties.Builder()
                .messageId(login.id())
                .type("intake.login")
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .build();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
