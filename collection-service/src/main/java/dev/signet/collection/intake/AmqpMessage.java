package dev.signet.collection.intake;

import dev.signet.contract.ReplyQueues;
import dev.signet.platform.KeyringHeader;
import dev.signet.platform.Parking;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.amqp.core.Message;

/** A message from the intake's queue. */
record AmqpMessage(Message message, Parking parking) implements IncomingMessage {
    @Override
    public Optional<String> id() {
        var given = message.getMessageProperties().getMessageId();
        return given == null || given.isBlank() ? Optional.empty() : Optional.of(given);
    }

    @Override
    public String type() {
        return Objects.requireNonNullElse(message.getMessageProperties().getType(), "");
    }

    @Override
    public Optional<String> keyring() {
        return KeyringHeader.of(message);
    }

    /** Where its sender waits to hear what became of it. */
    Optional<String> replyTo() {
        var given = message.getMessageProperties();
        return Optional.ofNullable(given.getReplyTo())
                .filter(ReplyQueues::include)
                .filter(_ -> given.getCorrelationId() != null);
    }

    @Override
    public byte[] body() {
        return message.getBody();
    }

    @Override
    public void park(byte[] kept, UUID knownBy, String reason) {
        parking.park(new Message(kept, message.getMessageProperties()), knownBy, reason);
    }
}
