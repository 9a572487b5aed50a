package dev.signet.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where messages come from and go to; who asks SQS, and in which region, is said as to every program that uses Amazon's SDK.
 *
 * @param queueUrl of the SQS queue
 * @param endpoint another server than Amazon's
 * @param amqpUri the broker of the intake
 * @param type of messages that do not say theirs by an attribute {@code type}; empty for records as they stand
 * @param pollers so many ask for messages at the same time
 * @param waitSeconds how long SQS keeps a request open that finds no message
 * @param patience how long it may take until messages are committed
 */
record Settings(
        String queueUrl,
        Optional<URI> endpoint,
        URI amqpUri,
        String type,
        int pollers,
        int waitSeconds,
        Duration patience) {
    private static final int MOST_POLLERS = 64;
    private static final int LONGEST_WAIT = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20); // less than SQS's own visibility timeout

    Settings {
        if (pollers < 1 || pollers > MOST_POLLERS) {
            throw new IllegalArgumentException(
                    "SIGNET_SQS_POLLERS must be from 1 to %d, not %d".formatted(MOST_POLLERS, pollers));
        }
        if (waitSeconds < 0 || waitSeconds > LONGEST_WAIT) {
            throw new IllegalArgumentException(
                    "SIGNET_SQS_WAIT_SECONDS must be from 0 to %d, not %d".formatted(LONGEST_WAIT, waitSeconds));
        }
    }

    /** Throws IllegalArgumentException with one sentence. */
    static Settings of(Map<String, String> environment) {
        var queueUrl = environment.get("SIGNET_SQS_QUEUE_URL");
        if (queueUrl == null || queueUrl.isBlank()) {
            throw new IllegalArgumentException("SIGNET_SQS_QUEUE_URL must say which queue to take messages from");
        }
        var amqp = environment.getOrDefault("SIGNET_AMQP_URL", "amqp://localhost:5672");
        return new Settings(
                queueUrl,
                Optional.ofNullable(environment.get("SIGNET_SQS_ENDPOINT")).map(URI::create),
                URI.create(environment.getOrDefault("SIGNET_INTAKE_AMQP_URL", amqp)),
                environment.getOrDefault("SIGNET_SQS_TYPE", ""),
                number(environment, "SIGNET_SQS_POLLERS", 4),
                number(environment, "SIGNET_SQS_WAIT_SECONDS", LONGEST_WAIT),
                PATIENCE);
    }

    private static int number(Map<String, String> environment, String variable, int otherwise) {
        var given = environment.get(variable);
        try {
            return given == null ? otherwise : Integer.parseInt(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a number, not %s".formatted(variable, given), e);
        }
    }
}
