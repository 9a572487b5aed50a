package dev.signet.testing;

import com.rabbitmq.client.ConnectionFactory;

/** Whether a broker answers yet. An open port is not enough: Docker's proxy opens it long before the broker does. */
final class Connections {
    private Connections() {}

    static boolean accepts(String amqpUri) {
        var factory = new ConnectionFactory();
        try {
            factory.setUri(amqpUri);
            factory.newConnection().close();
            return true;
        } catch (Exception _) { // whatever it is, the broker does not answer yet
            return false;
        }
    }
}
