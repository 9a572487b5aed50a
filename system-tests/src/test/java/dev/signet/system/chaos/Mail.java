package dev.signet.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.signet.contract.Broker;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningTriggered;
import java.util.SplittableRandom;
import java.util.UUID;

/** A message of a user's, a good one or none at all. No two have the same body. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mail(String exchange, String routingKey, BasicProperties properties, byte[] body, boolean isMalformed) {

    /** A record for the intake. */
    static Mail record(SplittableRandom random) {
        var body = "{\"queue\":%d,\"random\":%d}".formatted(random.nextLong(), random.nextLong());
        return new Mail(Broker.INTAKE, "chaos", properties(random, "record"), body.getBytes(UTF_8), false);
    }

    /**
     * Something that can never be processed, straight into any of the three queues: by way of an exchange it could come to another one that is
     * bound there, while its own is not yet bound again.
     */
    static Mail malformed(SplittableRandom random, int largestRecord) {
        return switch (random.nextInt(7)) {
            case 0 -> command(random, SigningTriggered.TYPE, noise(random, 50));
            case 1 ->
                command(random, SigningTriggered.TYPE, "{\"batchId\":\"7\",\"runId\":%d".formatted(random.nextLong()));
            case 2 ->
                command(random, "Unheard" + random.nextInt(9), "{\"batchId\":\"%d\"}".formatted(random.nextLong()));
            case 3 -> command(random, SigningTriggered.TYPE, batchThatIsNot(random));
            case 4 -> event(random, SigningCompleted.TYPE, noise(random, 200));
            case 5 -> event(random, SigningCompleted.TYPE, "[%d]".formatted(random.nextLong()));
            default ->
                new Mail("", Rest.QUEUES.get(2), properties(random, "record"), noise(random, largestRecord + 1), true);
        };
    }

    private static String batchThatIsNot(SplittableRandom random) {
        return "{\"batchId\":\"%d\",\"runId\":\"1\",\"firstRecordId\":\"1\",\"lastRecordId\":\"2\",\"size\":2,\"attempt\":1}"
                .formatted(random.nextLong(1L << 40, 1L << 50));
    }

    private static Mail command(SplittableRandom random, String type, String body) {
        return command(random, type, body.getBytes(UTF_8));
    }

    private static Mail command(SplittableRandom random, String type, byte[] body) {
        return new Mail("", Rest.QUEUES.get(0), properties(random, type), body, true);
    }

    private static Mail event(SplittableRandom random, String type, String body) {
        return event(random, type, body.getBytes(UTF_8));
    }

    private static Mail event(SplittableRandom random, String type, byte[] body) {
        return new Mail("", Rest.QUEUES.get(1), properties(random, type), body, true);
    }

    private static byte[] noise(SplittableRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static BasicProperties properties(SplittableRandom random, String type) {
        return new BasicProperties.Builder()
                .messageId(new UUID(random.nextLong(), random.nextLong()).toString())
                .type(type)
                .deliveryMode(2)
                .build();
    }
}
