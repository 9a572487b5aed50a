package dev.signet.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import dev.signet.contract.Broker;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningTriggered;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Repeats some of the services' own messages, late and in another order, and some with another token, which is a lie. */
final class Echo implements AutoCloseable {
    private static final String ECHOED = "x-chaos-echo";
    private static final int LIE_ONE_IN = 4;
    private static final Pattern TOKEN = Pattern.compile("\"token\":(\\d+)");
    private static final Duration RECONNECT = Duration.ofMillis(500);

    private final String amqpUri;
    private final double share;
    private final Duration latest;
    private final SplittableRandom random;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private @Nullable Connection connection;
    private long repeated;

    /** @param share how many of the messages are repeated, each up to {@code latest} later */
    Echo(String amqpUri, double share, Duration latest, SplittableRandom random) {
        this.amqpUri = amqpUri;
        this.share = share;
        this.latest = latest;
        this.random = random;
        later.scheduleWithFixedDelay(this::listenIfLost, 0, RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void listenIfLost() {
        if (connection != null && connection.isOpen()) {
            return;
        }
        try {
            var factory = new ConnectionFactory();
            factory.setUri(amqpUri);
            factory.setAutomaticRecoveryEnabled(false);
            connection = factory.newConnection();
            listen(connection.createChannel());
        } catch (Exception _) { // the broker is away, or has not got its exchanges back yet
            forget();
        }
    }

    private void listen(Channel channel) throws IOException {
        var queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, Broker.COMMANDS, SigningTriggered.ROUTING_KEY);
        channel.queueBind(queue, Broker.EVENTS, SigningCompleted.ROUTING_KEY);
        DeliverCallback heard = (_, message) -> heard(channel, message);
        channel.basicConsume(queue, true, heard, _ -> {});
    }

    private synchronized void heard(Channel channel, Delivery message) {
        var headers = message.getProperties().getHeaders();
        if ((headers == null || !headers.containsKey(ECHOED)) && random.nextDouble() < share && !later.isShutdown()) {
            var delay = random.nextLong(latest.toMillis() + 1);
            later.schedule(() -> repeat(channel, message), delay, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void repeat(Channel channel, Delivery message) {
        var properties = new BasicProperties.Builder()
                .messageId(message.getProperties().getMessageId())
                .type(message.getProperties().getType())
                .headers(Map.of(ECHOED, true))
                .build();
        try {
            var body = random.nextInt(LIE_ONE_IN) == 0 ? withAnotherToken(message.getBody()) : message.getBody();
            channel.basicPublish(
                    message.getEnvelope().getExchange(), message.getEnvelope().getRoutingKey(), properties, body);
            repeated++;
        } catch (Exception _) { // a copy that is not sent is not missed
        }
    }

    /** What frees a key is what is stored under exactly this token, so this must free none. */
    private static byte[] withAnotherToken(byte[] body) {
        var token = TOKEN.matcher(new String(body, UTF_8));
        return token.find()
                ? token.replaceFirst("\"token\":" + (Long.parseLong(token.group(1)) + 1))
                        .getBytes(UTF_8)
                : body;
    }

    private void forget() {
        if (connection != null) {
            connection.abort(1_000);
            connection = null;
        }
    }

    /** How many messages were repeated. */
    synchronized long repeated() {
        return repeated;
    }

    /** Repeats nothing any more. */
    @Override
    public void close() {
        later.shutdownNow();
        forget();
    }
}
