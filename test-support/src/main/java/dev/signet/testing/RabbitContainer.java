package dev.signet.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** A RabbitMQ in a container. Only the broker inside is stopped: a container that starts again gets another port. */
final class RabbitContainer implements TestBroker {
    private static final String IMAGE = "rabbitmq:4-management";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RabbitMQContainer container = new RabbitMQContainer(IMAGE);

    private RabbitContainer() {}

    static RabbitContainer start() {
        var rabbit = new RabbitContainer();
        rabbit.container.start();
        rabbit.awaitAnswer();
        return rabbit;
    }

    @Override
    public String name() {
        return "RabbitMQ in a container, " + IMAGE;
    }

    @Override
    public String amqpUri() {
        return "amqp://%s:%s@%s:%d"
                .formatted(
                        container.getAdminUsername(),
                        container.getAdminPassword(),
                        container.getHost(),
                        container.getAmqpPort());
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public void stop() {
        control("stop_app");
    }

    @Override
    public void restart() {
        stop();
        control("start_app");
        awaitAnswer();
    }

    @Override
    public void wipe() {
        stop();
        control("reset");
        control("start_app");
        awaitAnswer();
    }

    @Override
    public void close() {
        container.stop();
    }

    private void awaitAnswer() {
        await().atMost(PATIENCE).until(() -> Connections.accepts(amqpUri()));
    }

    private void control(String command) {
        try {
            var result = container.execInContainer("rabbitmqctl", command);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException("rabbitmqctl %s: %s".formatted(command, result.getStderr()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
