package dev.signet.testing;

import java.util.Optional;

/** The RabbitMQ of this JVM, chosen when it is first asked for. */
final class SharedRabbit {
    static final Optional<TestBroker> BROKER = choose();

    private SharedRabbit() {}

    private static Optional<TestBroker> choose() {
        var broker = find();
        Announcement.say(broker.map(found -> "RabbitMQ for these tests: " + found.name())
                .orElse("RabbitMQ for these tests: none, so what needs one is skipped;"
                        + " install the Debian package rabbitmq-server, or set SIGNET_TEST_AMQP_URL or DOCKER_HOST."));
        broker.ifPresent(found -> Runtime.getRuntime().addShutdownHook(new Thread(found::close, "shared-rabbit-exit")));
        return broker;
    }

    private static Optional<TestBroker> find() {
        var given = Setting.SIGNET_TEST_AMQP_URL.value();
        if (given.isPresent()) {
            return given.map(GivenRabbit::new);
        }
        if (RabbitNode.isInstalled() && !Setting.SIGNET_TEST_DOCKER.isTrue()) {
            return Optional.of(RabbitNode.start());
        }
        if (Docker.answers()) {
            return Optional.of(RabbitContainer.start());
        }
        return RabbitNode.isInstalled() ? Optional.of(RabbitNode.start()) : Optional.empty();
    }
}
