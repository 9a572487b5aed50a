package dev.signet.platform;

import dev.signet.contract.Broker;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyringName;
import dev.signet.contract.ParkedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;

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
        park(message, UUID.nameUUIDFromBytes(message.getBody()), reason);
    }

    /** @param content what its content is known by, where that may not be made from the body alone */
    public void park(Message message, UUID content, String reason) {
        var properties = message.getMessageProperties();
        var parked = new ParkedMessage(
                idOf(message, content),
                Objects.requireNonNullElse(properties.getConsumerQueue(), ""),
                Objects.requireNonNullElse(properties.getReceivedExchange(), ""),
                Objects.requireNonNullElse(properties.getReceivedRoutingKey(), ""),
                Objects.requireNonNullElse(properties.getType(), ""),
                reason,
                Bytes.copyOf(message.getBody()),
                KeyringHeader.of(message));
        CrashPoint.PARKING_BEFORE_ROW.reach();
        rows.add(parked);
        CrashPoint.PARKING_KEPT.reach();
        publisher.publish(Broker.PARKED, Broker.PARKING, withReason(message, parked));
        CrashPoint.PARKING_PUBLISHED.reach();
        log.warn("Parked message {} from {}: {}", parked.messageId(), parked.queue(), reason);
    }

    // Its content is part of what a message is known by: two publishers may both number theirs from 1, and neither is
    // to be lost.
    private static String idOf(Message message, UUID content) {
        var given = message.getMessageProperties().getMessageId();
        return given == null || given.isBlank() ? content.toString() : given + " " + content;
    }

    // Of its properties only what a replay needs: others would have the broker copy it elsewhere, drop it, or refuse it
    // for its size or its user.
    private static Message withReason(Message message, ParkedMessage parked) {
        var given = message.getMessageProperties();
        var kept = MessageBuilder.withBody(message.getBody())
                .setContentType(given.getContentType())
                .setMessageId(Objects.requireNonNullElse(given.getMessageId(), parked.messageId()))
                .setType(parked.type())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .setHeader("x-signet-reason", truncated(parked.reason()))
                .setHeader("x-signet-queue", parked.queue())
                .setHeader("x-signet-exchange", parked.exchange())
                .setHeader("x-signet-routing-key", parked.routingKey())
                .build();
        parked.keyring().ifPresent(name -> kept.getMessageProperties().setHeader(KeyringName.HEADER, truncated(name)));
        return kept;
    }

    // A header longer than a frame closes the connection.
    private static String truncated(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= 1000 ? text : text.substring(0, Math.min(text.length(), 250));
    }
}
