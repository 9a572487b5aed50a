package dev.signet.sqs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.signet.testing.TestBroker;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against ElasticMQ, which speaks SQS, and the embedded broker; what the intake answers, and when, is tested where it is. */
class SqsBridgeIT {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static ElasticMq sqs;

    private final TestBroker broker = TestBroker.embedded();
    private String queueUrl = "";

    @BeforeAll
    static void startServer() {
        sqs = ElasticMq.start();
    }

    @AfterAll
    static void stopServer() {
        sqs.close();
    }

    @BeforeEach
    void makeQueue() {
        queueUrl = sqs.queue();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void everyMessageIsBroughtWithItsTypeAndDeletedOnceItIsCommitted() throws Exception {
        for (int i = 0; i < 25; i++) {
            send("login " + i, i % 2 == 0 ? Optional.of("intake.login") : Optional.empty());
        }

        try (var intake = new IntakeStandIn(broker.amqpUri());
                var bridge = start()) {
            assertThat(bridge).isNotNull();
            intake.commit();
            soon().until(() -> intake.taken().size() == 25);

            for (int i = 0; i < 25; i++) {
                var properties = requireNonNull(intake.taken().get("login " + i));
                assertThat(properties.getType()).isEqualTo(i % 2 == 0 ? "intake.login" : "intake.other");
                assertThat(properties.getMessageId()).isNotBlank();
            }
            soon().until(() -> left() == 0);
        }
    }

    @Test
    void whatIsNotCommittedIsNotDeletedAndComesAgain() throws Exception {
        send("slow", Optional.empty());

        try (var intake = new IntakeStandIn(broker.amqpUri());
                var bridge = start()) {
            assertThat(bridge).isNotNull();
            soon().until(() -> intake.deliveries() >= 2);
            assertThat(left()).isEqualTo(1);

            intake.commit();

            soon().until(() -> left() == 0);
        }
    }

    @Test
    void brokerThatLosesWhatItHasTakenLosesNothingOfTheQueue() throws Exception {
        for (int i = 0; i < 25; i++) {
            send("lost " + i, Optional.empty());
        }

        try (var bridge = start()) {
            assertThat(bridge).isNotNull();
            try (var dead = new IntakeStandIn(broker.amqpUri())) {
                soon().until(() -> dead.deliveries() >= 1);
            }
            broker.wipe();
            assertThat(left()).isEqualTo(25);

            try (var intake = new IntakeStandIn(broker.amqpUri())) {
                intake.commit();
                soon().until(() -> left() == 0);
                assertThat(intake.taken()).hasSize(25);
            }
        }
    }

    @Test
    void withoutAnIntakeNothingIsDeletedUntilThereIsOne() throws Exception {
        declareExchange();
        send("early", Optional.empty());

        try (var bridge = start()) {
            assertThat(bridge).isNotNull();
            soon().until(() -> sqs.hidden(queueUrl) == 1);

            try (var intake = new IntakeStandIn(broker.amqpUri())) {
                intake.commit();
                soon().until(() -> left() == 0);
                assertThat(intake.taken()).containsOnlyKeys("early");
            }
        }
    }

    @Test
    void brokerThatWasAwayGetsWhatCameMeanwhile() throws Exception {
        try (var bridge = start()) {
            assertThat(bridge).isNotNull();
            broker.stop();
            send("meanwhile", Optional.empty());
            broker.restart();

            try (var intake = new IntakeStandIn(broker.amqpUri())) {
                intake.commit();
                soon().until(() -> left() == 0);
                assertThat(intake.taken()).containsOnlyKeys("meanwhile");
            }
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private SqsBridge start() throws Exception {
        return SqsBridge.start(new Settings(
                queueUrl, Optional.of(sqs.endpoint()), URI.create(broker.amqpUri()), "intake.other", 2, 1, PATIENCE));
    }

    private void send(String body, Optional<String> type) {
        sqs.send(queueUrl, body, type);
    }

    private int left() {
        return sqs.left(queueUrl);
    }

    private void declareExchange() throws Exception {
        var connections = new ConnectionFactory();
        connections.setUri(broker.amqpUri());
        try (var connection = connections.newConnection();
                var channel = connection.createChannel()) {
            channel.exchangeDeclare("signet.intake", "topic", true);
        }
    }
}
