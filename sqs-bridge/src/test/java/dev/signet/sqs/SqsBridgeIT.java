package dev.signet.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.signet.embedded.FreePort;
import dev.signet.testing.TestBroker;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

/** Against ElasticMQ, which speaks SQS, and the embedded broker. */
class SqsBridgeIT {
    private static final String INTAKE = "collection-service.intake";
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
    void everyMessageIsBroughtWithItsTypeAndThenDeleted() throws Exception {
        declareIntake();
        for (int i = 0; i < 25; i++) {
            send("login " + i, i % 2 == 0 ? Optional.of("intake.login") : Optional.empty());
        }

        try (var bridge = start()) {
            assertThat(bridge).isNotNull();
            var brought = awaitBrought(25);

            for (int i = 0; i < 25; i++) {
                assertThat(requireNonNull(brought.get("login " + i)).getProps().getType())
                        .isEqualTo(i % 2 == 0 ? "intake.login" : "intake.other");
                assertThat(requireNonNull(brought.get("login " + i)).getProps().getMessageId())
                        .isNotBlank();
            }
            await().until(() -> left() == 0);
        }
    }

    @Test
    void whatTheBrokerHasNoQueueForIsNotDeleted() throws Exception {
        declareExchange();
        send("early", Optional.empty());

        try (var bridge = start()) {
            assertThat(bridge).isNotNull();
            await().until(() -> left() == 1);
            declareIntake();

            assertThat(awaitBrought(1)).containsKey("early");
            await().until(() -> left() == 0);
        }
    }

    @Test
    void brokerThatWasAwayGetsWhatCameMeanwhile() throws Exception {
        declareIntake();
        try (var bridge = start()) {
            assertThat(bridge).isNotNull();
            broker.stop();
            send("meanwhile", Optional.empty());
            broker.restart();
            declareIntake();

            assertThat(awaitBrought(1)).containsKey("meanwhile");
            await().until(() -> left() == 0);
        }
    }

    private SqsBridge start() throws Exception {
        return SqsBridge.start(
                new Settings(queueUrl, Optional.of(endpoint), URI.create(broker.amqpUri()), "intake.other", 2, 1));
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
        var counts = sqs.getQueueAttributes(request -> request.queueUrl(queueUrl)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** By their bodies. */
    private Map<String, GetResponse> awaitBrought(int count) throws Exception {
        var brought = new HashMap<String, GetResponse>();
        try (var connection = connect();
                var channel = connection.createChannel()) {
            await().until(() -> {
                for (var next = channel.basicGet(INTAKE, true); next != null; next = channel.basicGet(INTAKE, true)) {
                    brought.put(new String(next.getBody(), UTF_8), next);
                }
                return brought.size() == count;
            });
        }
        return brought;
    }

    private void declareExchange() throws Exception {
        try (var connection = connect();
                var channel = connection.createChannel()) {
            channel.exchangeDeclare("signet.intake", "topic", true);
        }
    }

    private void declareIntake() throws Exception {
        try (var connection = connect();
                var channel = connection.createChannel()) {
            channel.exchangeDeclare("signet.intake", "topic", true);
            channel.queueDeclare(INTAKE, true, false, false, Map.of());
            channel.queueBind(INTAKE, "signet.intake", "#");
        }
    }

    private Connection connect() throws Exception {
        var connections = new ConnectionFactory();
        connections.setUri(broker.amqpUri());
        return connections.newConnection();
    }
}
