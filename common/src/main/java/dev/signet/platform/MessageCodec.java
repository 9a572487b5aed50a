package dev.signet.platform;

import java.util.UUID;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Messages to JSON and back. The AMQP {@code type} property carries a stable name, never a Java class. */
public class MessageCodec {
    private final JsonMapper json;

    MessageCodec(JsonMapper json) {
        this.json = json;
    }

    public Message encode(String type, Object message) {
        return MessageBuilder.withBody(json.writeValueAsBytes(message))
                .setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setType(type)
                .setMessageId(UUID.randomUUID().toString())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .build();
    }

    /** Reads a message of the given type. Unknown fields are ignored: producers may be newer. */
    public <T> Decoded<T> decode(Message message, String type, Class<T> as) {
        var actual = message.getMessageProperties().getType();
        if (!type.equals(actual)) {
            return new Decoded.Malformed<>("expected a message of type %s, not %s".formatted(type, actual));
        }
        try {
            var value = json.readValue(message.getBody(), as);
            return value == null
                    ? new Decoded.Malformed<>("the body is null, not a " + type)
                    : new Decoded.Valid<>(value);
        } catch (JacksonException e) {
            return new Decoded.Malformed<>("the body is not a valid %s: %s".formatted(type, UnreadableBody.explain(e)));
        }
    }

    /** What came of reading a message. */
    public sealed interface Decoded<T> {
        record Valid<T>(T message) implements Decoded<T> {}

        /** @param reason one sentence for the operator who finds it parked */
        record Malformed<T>(String reason) implements Decoded<T> {}
    }
}
