package dev.signet.platform;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/** A service that starts without its broker would wait for ever and say so only in its log. */
public final class BrokerCheck {
    /** Stops the start with one sentence when the broker cannot be reached now. */
    public static void requireReachable(CachingConnectionFactory connections) {
        try {
            connections.createConnection().close();
        } catch (AmqpException e) {
            // without the cause, whose words would be shown in place of these
            throw new IllegalStateException(
                    "the AMQP broker at %s:%d cannot be reached (%s); start it, or point SIGNET_AMQP_URL to where it is"
                            .formatted(connections.getHost(), connections.getPort(), ServiceMain.reason(e)));
        }
    }

    private BrokerCheck() {}
}
