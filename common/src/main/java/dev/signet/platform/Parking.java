package dev.signet.platform;

import dev.signet.contract.Broker;
import dev.signet.contract.Bytes;
import dev.signet.contract.ParkedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;

/**
 * Puts aside what can never be processed, with its reason: a row first, then the parking queue. When {@link #park} returns, the message may be
 * acknowledged; when it throws, it must not be.
 */
public class Parking {
    private static final Logger log = LoggerFactory.getLogger(Parking.class);

    private final ParkedMessages rows;
    private final ConfirmedPublisher publisher;

    public Parking(ParkedMessages rows, ConfirmedPublisher publisher) {
        this.rows = rows;
        this.publisher = publisher;
    }

    public void park(Message message, String reason) {
        var properties = message.getMessageProperties();
        var parked = new ParkedMessage(
                idOf(message),
                Objects.requireNonNullElse(properties.getConsumerQueue(), ""),
                Objects.requireNonNullElse(properties.getReceivedExchange(), ""),
                Objects.requireNonNullElse(properties.getReceivedRoutingKey(), ""),
                Objects.requireNonNullElse(properties.getType(), ""),
                reason,
                Bytes.copyOf(message.getBody()));
        CrashPoint.PARKING_BEFORE_ROW.reach();
        rows.add(parked);
        CrashPoint.PARKING_KEPT.reach();
        publisher.publish("", Broker.PARKING, withReason(message, parked));
        CrashPoint.PARKING_PUBLISHED.reach();
        log.warn("Parked message {} from {}: {}", parked.messageId(), parked.queue(), reason);
    }

    // Without an id of its own a message is known by its content, so that a redelivery is not kept twice.
    private static String idOf(Message message) {
        var given = message.getMessageProperties().getMessageId();
        return given != null && !given.isBlank()
                ? given
                : UUID.nameUUIDFromBytes(message.getBody()).toString();
    }

    private static Message withReason(Message message, ParkedMessage parked) {
        return MessageBuilder.fromMessage(message)
                .setHeader("x-signet-reason", truncated(parked.reason()))
                .setHeader("x-signet-queue", parked.queue())
                .setHeader("x-signet-exchange", parked.exchange())
                .setHeader("x-signet-routing-key", parked.routingKey())
                .build();
    }

    // A header longer than a frame closes the connection.
    private static String truncated(String reason) {
        var bytes = reason.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= 1000 ? reason : reason.substring(0, Math.min(reason.length(), 250));
    }
}
