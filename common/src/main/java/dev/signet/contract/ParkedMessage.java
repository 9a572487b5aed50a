package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * {@code POST /internal/parked-messages} on collection-service: a message that can never be processed, kept so that it outlives the broker.
 *
 * @param messageId the message's own id, if it has one, and one made from its content; a repeat under the same queue and id is kept once
 * @param queue where it arrived
 * @param exchange where it was published to, with its routing key: where a replay goes
 * @param reason one sentence for an operator
 * @param keyring the keyring that the message names, as it stands there; absent where it names none
 */
public record ParkedMessage(
        String messageId,
        String queue,
        String exchange,
        String routingKey,
        String type,
        String reason,
        Bytes body,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> keyring) {
    public ParkedMessage {
        requireNonNull(messageId, "messageId");
        requireNonNull(queue, "queue");
        requireNonNull(exchange, "exchange");
        requireNonNull(routingKey, "routingKey");
        requireNonNull(type, "type");
        requireNonNull(reason, "reason");
        requireNonNull(body, "body");
        requireNonNull(keyring, "keyring");
    }

    /** A message that names no keyring. */
    public ParkedMessage(
            String messageId,
            String queue,
            String exchange,
            String routingKey,
            String type,
            String reason,
            Bytes body) {
        this(messageId, queue, exchange, routingKey, type, reason, body, Optional.empty());
    }
}
