package dev.signet.contract;

import static java.util.Objects.requireNonNull;

/**
 * {@code POST /internal/parked-messages} on collection-service: a message that can never be processed, kept so that it outlives the broker.
 *
 * @param messageId the message's own id, if it has one, and one made from its content; a repeat under the same queue and id is kept once
 * @param queue where it arrived
 * @param exchange where it was published to, with its routing key: where a replay goes
 * @param reason one sentence for an operator
 */
public record ParkedMessage(
        String messageId, String queue, String exchange, String routingKey, String type, String reason, Bytes body) {
    public ParkedMessage {
        requireNonNull(messageId, "messageId");
        requireNonNull(queue, "queue");
        requireNonNull(exchange, "exchange");
        requireNonNull(routingKey, "routingKey");
        requireNonNull(type, "type");
        requireNonNull(reason, "reason");
        requireNonNull(body, "body");
    }
}
