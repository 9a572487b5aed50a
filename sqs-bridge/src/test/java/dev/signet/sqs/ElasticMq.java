package dev.signet.sqs;

import static java.util.Objects.requireNonNull;

import dev.signet.embedded.FreePort;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An ElasticMQ, which speaks SQS, and how this JVM's bridges are told of it. */
final class ElasticMq implements AutoCloseable {
    private final SQSRestServer server;
    private final URI endpoint;
    private final SqsClient sqs;

    private ElasticMq(SQSRestServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
        sqs = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.of("elasticmq"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build();
    }

    static ElasticMq start() {
        System.setProperty("aws.accessKeyId", "x");
        System.setProperty("aws.secretAccessKey", "x");
        System.setProperty("aws.region", "elasticmq");
        var port = FreePort.any();
        var server =
                SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
        server.waitUntilStarted();
        return new ElasticMq(server, URI.create("http://127.0.0.1:" + port));
    }

    URI endpoint() {
        return endpoint;
    }

    /** The URL of a new one, in which a message that somebody took is there again after a second. */
    String queue() {
        var attributes = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1");
        return sqs.createQueue(request ->
                        request.queueName("logins-" + UUID.randomUUID()).attributes(attributes))
                .queueUrl();
    }

    void send(String queueUrl, String body, Optional<String> type) {
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
    int left(String queueUrl) {
        return counts(queueUrl).values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** Messages that somebody has taken and not deleted. */
    int hidden(String queueUrl) {
        return Integer.parseInt(
                requireNonNull(counts(queueUrl).get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    }

    private Map<QueueAttributeName, String> counts(String queueUrl) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queueUrl)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
    }

    @Override
    public void close() {
        sqs.close();
        server.stopAndWait();
    }
}
