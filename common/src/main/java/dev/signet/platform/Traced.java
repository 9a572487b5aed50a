package dev.signet.platform;

import dev.signet.platform.trace.TraceParent;
import java.util.Optional;
import org.springframework.amqp.core.Message;

/**
 * A message and the span that it is part of.
 *
 * @param traceparent as W3C Trace Context writes it; absent when no traces are made
 */
public record Traced<T>(T message, Optional<String> traceparent) {
    /** What a received message says of its trace. */
    public static Optional<String> parentOf(Message message) {
        return Optional.ofNullable(message.getMessageProperties().<Object>getHeader(TraceParent.HEADER))
                .map(Object::toString);
    }

    /** Of no trace. */
    public static <T> Traced<T> alone(T message) {
        return new Traced<>(message, Optional.empty());
    }
}
