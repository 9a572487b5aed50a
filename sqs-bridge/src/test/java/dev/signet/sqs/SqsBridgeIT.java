package dev.signet.sqs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.signet.embedded.FreePort;
import dev.signet.testing.TestBroker;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Against ElasticMQ, which speaks SQS, and the embedded broker; what the intake answers, and when, is tested where it is. */
class SqsBridgeIT {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static SQSRestServer server;
    private static URI endpoint;
    private static SqsClient sqs;

    private final TestBroker broker = TestBroker.embedded();
    private String queueUrl = "";

    @BeforeAll
    static void startServer() {
        System.setProperty("aws.accessKeyId", "x");
        System.setProperty("aws.secretAccessKey", "x");
        System.setProperty("aws.region", "elasticmq");
        var port = FreePort.any();
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
        server.waitUntilStarted();
        endpoint = URI.create("http://127.0.0.1:" + port);
        sqs = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.of("elasticmq"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build();
    }

    @AfterAll
    static void stopServer() {
        sqs.close();
        server.stopAndWait();
    }

    @BeforeEach
    void makeQueue() {
        var attributes = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1");
        queueUrl = sqs.createQueue(request ->
                        request.queueName("logins-" + UUID.randomUUID()).attributes(attributes))
                .queueUrl();
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
            soon().until(() -> hidden() == 1);

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
                queueUrl, Optional.of(endpoint), URI.create(broker.amqpUri()), "intake.other", 2, 1, PATIENCE));
    }

    private void send(String body, Optional<String> type) {
        var attributes = new HashMap<String, MessageAttributeValue>();
        type.ifPresent(name -> attributes.put(
                "type",
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(name)
                        .build()));
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body).messageAttributes(attributes));
    }

    /** Messages in the queue, those under way among them. */
    private int left() {
        return counts().values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** Messages that somebody has taken and not deleted. */
    private int hidden() {
        return Integer.parseInt(
                requireNonNull(counts().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    }

    private Map<QueueAttributeName, String> counts() {
        return sqs.getQueueAttributes(request -> request.queueUrl(queueUrl)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
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
