package dev.signet.system.chaos;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection to the broker that is opened again whenever it was lost. */
final class Publisher implements AutoCloseable {
    private static final Duration CONFIRM = Duration.ofSeconds(5);

    private final String amqpUri;
    private @Nullable Connection connection;
    private @Nullable Channel channel;
    private final AtomicBoolean returned = new AtomicBoolean();

    Publisher(String amqpUri) {
        this.amqpUri = amqpUri;
    }

    /** Whether the broker has confirmed the message and put it into a queue. If not, it may have come all the same. */
    boolean publish(Mail mail) throws InterruptedException {
        try {
            var open = channel();
            returned.set(false);
            open.basicPublish(mail.exchange(), mail.routingKey(), true, mail.properties(), mail.body());
            return open.waitForConfirms(CONFIRM.toMillis()) && !returned.get();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception _) { // whatever it is: a broker that is away, closing, or has lost its exchanges
            forget();
            return false;
        }
    }

    private Channel channel() throws Exception {
        if (channel == null || !channel.isOpen()) {
            forget();
            var factory = new ConnectionFactory();
            factory.setUri(amqpUri);
            factory.setAutomaticRecoveryEnabled(false);
            factory.setConnectionTimeout(2_000);
            connection = factory.newConnection();
            channel = connection.createChannel();
            channel.confirmSelect();
            channel.addReturnListener(_ -> returned.set(true));
        }
        return channel;
    }

    private void forget() {
        var old = connection;
        connection = null;
        channel = null;
        if (old != null) {
            old.abort(1_000);
        }
    }

    @Override
    public void close() {
        forget();
    }
}
