package dev.signet.audit.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * An event as one line of JSON, always the same for the same event: what is answered, what is exported, and, byte for byte, the leaf in the tree. So
 * this may never change for what has once been written; {@code EventReaderTest} pins it.
 */
public final class EventLine {
    /** All that the submitter said: the line's members but the first two, without braces. */
    static byte[] content(Event event) {
        var out = new StringBuilder(512);
        out.append("\"specversion\":\"1.0\"");
        member("id", event.id(), out);
        member("source", event.source(), out);
        member("type", event.type(), out);
        member("subject", event.subject(), out);
        member("time", event.time() == null ? null : text(event.time()), out);
        member("actor", event.actor(), out);
        member("outcome", event.outcome(), out);
        member("traceparent", event.traceparent(), out);
        var attributes = event.attributes();
        if (attributes != null) {
            out.append(',').append(attributes, 1, attributes.length() - 1);
        }
        if (event.data() != null) {
            out.append(",\"data\":").append(event.data());
        }
        return out.toString().getBytes(UTF_8);
    }

    /** The whole line, without its end. */
    public static byte[] of(long seq, Instant receivedAt, byte[] content) {
        var head = "{\"logindex\":\"%d\",\"receivedtime\":\"%s\","
                .formatted(seq, text(receivedAt))
                .getBytes(UTF_8);
        var line = new byte[head.length + content.length + 1];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(content, 0, line, head.length, content.length);
        line[line.length - 1] = '}';
        return line;
    }

    /** In UTC, with as many digits as there are to the second: none, three or six. */
    public static String text(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time);
    }

    private static void member(String name, @Nullable String value, StringBuilder out) {
        if (value != null) {
            out.append(",\"").append(name).append("\":");
            JsonText.quote(value, out);
        }
    }

    private EventLine() {}
}
