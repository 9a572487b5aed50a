package dev.signet.vaultclient;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;

/** One connection to the broker with a queue of its own for replies. Once it is lost, every question that waits knows, and a new link is needed. */
final class BrokerLink implements AutoCloseable {
    private static final String REPLIES = "signet.replies."; // the vault knows them by how they begin

    private static final long PATIENCE_MILLIS = 500;

    private record Waiting(Envelope envelope, CompletableFuture<Answer> answer) {}

    private final Connection connection;
    private final Channel channel;
    private final Channel asides; // the broker closes it where there is no such queue
    private final String replies;
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

    BrokerLink(ConnectionFactory broker) throws IOException, TimeoutException {
        connection = broker.newConnection("signet vault client");
        channel = connection.createChannel();
        asides = connection.createChannel();
        channel.confirmSelect();
        channel.addConfirmListener((_, _) -> {}, (tag, _) -> fail(tag, "no vault takes requests from the broker"));
        channel.addReturnListener((_, _, _, _, properties, _) ->
                fail(Long.parseLong(properties.getCorrelationId()), "no vault takes requests from the broker"));
        channel.addShutdownListener(cause ->
                waiting.keySet().forEach(tag -> fail(tag, "the broker hung up: " + cause.getMessage())));
        replies = REPLIES + UUID.randomUUID();
        channel.queueDeclare(replies, false, true, true, Map.of());
        channel.basicConsume(replies, true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(
                    String tag, com.rabbitmq.client.Envelope delivery, BasicProperties properties, byte[] body) {
                take(properties, body);
            }
        });
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** The answer comes later, or never. */
    CompletableFuture<Answer> ask(Envelope envelope, byte[] request) throws IOException {
        var answer = new CompletableFuture<Answer>();
        synchronized (channel) {
            var tag = channel.getNextPublishSeqNo();
            waiting.put(tag, new Waiting(envelope, answer));
            answer.whenComplete((_, _) -> waiting.remove(tag));
            var properties = new BasicProperties.Builder()
                    .type(BrokerRequest.TYPE)
                    .replyTo(replies)
                    .correlationId(Long.toString(tag))
                    .build();
            channel.basicPublish(BrokerRequest.EXCHANGE, BrokerRequest.ROUTING_KEY, true, properties, request);
        }
        return answer;
    }

    /** Who takes requests, for those who have waited in vain. */
    String takers() throws InterruptedException {
        var question = new AMQP.Queue.Declare.Builder()
                .queue(BrokerRequest.QUEUE)
                .passive(true)
                .build();
        try {
            var said = asides.asyncCompletableRpc(question).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            var queue = (AMQP.Queue.DeclareOk) said.getMethod();
            return queue.getConsumerCount() == 0
                    ? "no vault takes requests from the broker, %d wait there".formatted(queue.getMessageCount())
                    : "vaults take requests from the broker in %d places, %d wait there"
                            .formatted(queue.getConsumerCount(), queue.getMessageCount());
        } catch (IOException | AlreadyClosedException | ExecutionException | TimeoutException _) {
            return "the broker does not say whether a vault takes requests";
        }
    }

    private void take(BasicProperties properties, byte[] body) {
        var asked = waiting.get(Long.parseLong(properties.getCorrelationId()));
        if (asked != null) {
            asked.answer().complete(read(properties.getType(), asked.envelope(), body));
        }
    }

    private static Answer read(String type, Envelope envelope, byte[] body) {
        if (BrokerReply.NOT_UNDERSTOOD.equals(type)) {
            return Answer.of(400, body, 0);
        }
        try {
            var reply = BrokerReply.open(envelope, body);
            return Answer.of(reply.status(), reply.body(), reply.retryAfter());
        } catch (GeneralSecurityException | JacksonException e) {
            return new Answer.None("a reply cannot be opened");
        }
    }

    private void fail(long tag, String reason) {
        var asked = waiting.get(tag);
        if (asked != null) {
            asked.answer().complete(new Answer.None(reason));
        }
    }

    @Override
    public void close() {
        connection.abort(1000);
    }
}
