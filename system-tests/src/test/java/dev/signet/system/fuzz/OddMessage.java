package dev.signet.system.fuzz;

import com.rabbitmq.client.AMQP;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as nobody of ours would send it.
 *
 * @param type what it claims to be
 * @param id its message id; null for none
 */
record OddMessage(@Nullable String type, @Nullable String id, Map<String, Object> headers, Extra extra, byte[] body) {
    enum Extra {
        NONE,
        OTHER_CONTENT_TYPE,
        NO_CONTENT_TYPE,
        COMPRESSED,
        REPLY_WANTED,
        OTHER_APPLICATION,
        TRANSIENT
    }

    AMQP.BasicProperties properties() {
        var properties = new AMQP.BasicProperties.Builder()
                .type(type)
                .messageId(id)
                .headers(headers)
                .contentType("application/json")
                .deliveryMode(2);
        var all = switch (extra) {
            case NONE -> properties;
            case OTHER_CONTENT_TYPE -> properties.contentType("application/x-java-serialized-object");
            case NO_CONTENT_TYPE -> properties.contentType(null);
            case COMPRESSED -> properties.contentEncoding("gzip");
            case REPLY_WANTED ->
                properties.replyTo("signing-service.signing-triggered").correlationId("1");
            case OTHER_APPLICATION -> properties.appId("\0").clusterId("x").priority(255);
            case TRANSIENT -> properties.deliveryMode(1);
        };
        return all.build();
    }
}
