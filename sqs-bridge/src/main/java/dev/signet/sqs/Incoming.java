package dev.signet.sqs;

import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message from the SQS queue.
 *
 * @param id the same when it comes again
 * @param type which intake type it is of
 * @param receipt with which it is deleted
 */
record Incoming(String id, String type, String body, String receipt) {
    static final String TYPE = "type";

    static Incoming of(Message message, String otherwise) {
        var type = Optional.ofNullable(message.messageAttributes().get(TYPE))
                .map(MessageAttributeValue::stringValue)
                .orElse(otherwise);
        return new Incoming(message.messageId(), type, message.body(), message.receiptHandle());
    }

    /** Nothing of what it says. */
    @Override
    public String toString() {
        return "message " + id;
    }
}
