package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RabbitNodeIT {
    @BeforeAll
    static void skipWithoutRabbit() {
        assumeThat(RabbitNode.isInstalled())
                .as("install the Debian package rabbitmq-server to run this")
                .isTrue();
    }

    @Test
    void restartKeepsWhatIsDurable() throws Exception {
        try (var node = RabbitNode.start()) {
            declareAndPublish(node);

            node.restart();

            assertThat(declareAndPublish(node)).isEqualTo(1);
        }
    }

    @Test
    void closedNodeLeavesNoProcessBehind() {
        var before = ProcessHandle.current().descendants().count();
        var node = RabbitNode.start();
        assertThat(ProcessHandle.current().descendants().count()).isGreaterThan(before);

        node.close();

        assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
    }

    @Test
    void startThatFailsLeavesNothingBehindAndSaysWhatTheServerSaid(@TempDir Path dir) throws Exception {
        var before = ProcessHandle.current().descendants().count();
        var server = Files.writeString(dir.resolve("server"), """
                #!/bin/sh
                echo "not today"
                trap '' TERM
                sleep 600 &
                wait
                """);
        Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> RabbitNode.start(server, Duration.ofSeconds(1)))
                .hasMessageContaining("not today");

        assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
    }

    /** Says how many messages lay there before. */
    private static long declareAndPublish(RabbitNode node) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(node.amqpUri());
        try (var connection = factory.newConnection();
                var channel = connection.createChannel()) {
            var queue = channel.queueDeclare("durable", true, false, false, Map.of("x-queue-type", "quorum"));
            channel.confirmSelect();
            channel.basicPublish("", "durable", MessageProperties.PERSISTENT_BASIC, "hello".getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
            return queue.getMessageCount();
        }
    }
}
