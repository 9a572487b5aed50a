package dev.signet.system.check;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** No message is left in any queue of the services. What a consumer holds is not counted by every broker, so they must be stopped. */
final class QueueCheck implements Check {
    private static final List<String> QUEUES =
            List.of("signing-service.signing-triggered", "key-service.signing-completed", "collection-service.intake");

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public boolean isCheap() {
        return false;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws Exception {
        var found = new ArrayList<Violation>();
        try (var connection = connect(evidence)) {
            for (var queue : QUEUES) {
                var state = state(connection, queue);
                if (!state.equals("0 messages")) {
                    found.add(new Violation(name(), "queue %s: %s".formatted(queue, state)));
                }
            }
        }
        return found;
    }

    static Connection connect(Evidence evidence) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(evidence.servers().amqpUri());
        return factory.newConnection();
    }

    private static String state(Connection connection, String queue) throws IOException {
        var channel = connection.createChannel(); // one that does not exist closes it
        try {
            return channel.queueDeclarePassive(queue).getMessageCount() + " messages";
        } catch (IOException e) {
            if (e.getCause() instanceof ShutdownSignalException) {
                return "it does not exist";
            }
            throw e;
        } finally {
            if (channel.isOpen()) {
                channel.abort();
            }
        }
    }
}
