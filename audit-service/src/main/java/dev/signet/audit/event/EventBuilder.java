package dev.signet.audit.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Collects what an event consists of, one member at a time, and refuses what cannot be one. */
final class EventBuilder {
    private static final int MAX_BYTES = 256 << 10;
    private static final Set<String> TEXTS =
            Set.of("specversion", "id", "source", "type", "subject", "time", "actor", "outcome", "traceparent");
    private static final Set<String> OURS = Set.of("logindex", "receivedtime");
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,40}");
    private static final Pattern TYPE = Pattern.compile("[!-~&&[^*]]{1,255}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Map<String, String> texts = new HashMap<>();
    private final StringBuilder attributes = new StringBuilder();
    private @Nullable String data;

    /** The parser stands at the value; at its last token afterwards. */
    void member(String name, JsonParser parser) {
        if (name.equals("data")) {
            var copy = new StringBuilder(256);
            JsonText.copyValue(parser, copy);
            data = copy.toString();
        } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return; // an attribute without a value is one that is not there
        } else if (TEXTS.contains(name)) {
            texts.put(name, text(name, parser));
        } else {
            attribute(name, parser);
        }
    }

    private static String text(String name, JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new InvalidEvent("%s must be a string.".formatted(name));
        }
        return parser.getString();
    }

    private void attribute(String name, JsonParser parser) {
        if (name.equals("data_base64")) {
            throw new InvalidEvent("data_base64 is not taken; send JSON in data.");
        }
        if (OURS.contains(name)) {
            throw new InvalidEvent("%s is given by the log; leave it away.".formatted(name));
        }
        if (!ATTRIBUTE.matcher(name).matches()) {
            throw new InvalidEvent("An attribute's name has 1 to 40 lower-case letters and digits.");
        }
        switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT -> {
                attributes.append(attributes.isEmpty() ? "" : ",");
                JsonText.quote(name, attributes);
                JsonText.copyValue(parser, attributes.append(':'));
            }
            default ->
                throw new InvalidEvent(
                        "%s must be a string, a boolean or an integer; objects go into data.".formatted(name));
        }
    }

    Submission build() {
        if (!"1.0".equals(texts.get("specversion"))) {
            throw new InvalidEvent("specversion must be \"1.0\".");
        }
        var submission = new Submission(new Event(
                required("id", 255),
                required("source", 1000),
                type(),
                bounded("subject", 1000),
                time(),
                bounded("actor", 1000),
                bounded("outcome", 64),
                traceparent(),
                attributes.isEmpty() ? null : "{" + attributes + "}",
                data));
        if (submission.content().length > MAX_BYTES) {
            throw new InvalidEvent("The event is larger than %d KiB.".formatted(MAX_BYTES >> 10));
        }
        return submission;
    }

    private String required(String name, int maxBytes) {
        var value = bounded(name, maxBytes);
        if (value == null) {
            throw new InvalidEvent("%s is missing.".formatted(name));
        }
        return value;
    }

    // in bytes: an index does not take more
    private @Nullable String bounded(String name, int maxBytes) {
        var value = texts.get(name);
        if (value == null) {
            return null;
        }
        JsonText.requireStorable(value);
        if (value.isEmpty() || value.getBytes(UTF_8).length > maxBytes) {
            throw new InvalidEvent("%s must have 1 to %d bytes.".formatted(name, maxBytes));
        }
        return value;
    }

    private String type() {
        var type = required("type", 255);
        if (!TYPE.matcher(type).matches()) {
            throw new InvalidEvent(
                    "type must be 1 to 255 visible ASCII characters without '*', as in com.example.order.placed.");
        }
        return type;
    }

    private @Nullable String traceparent() {
        var value = texts.get("traceparent");
        if (value != null && !TRACEPARENT.matcher(value).matches()) {
            throw new InvalidEvent(
                    "traceparent must be one of the W3C's, as in 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.");
        }
        return value;
    }

    private @Nullable Instant time() {
        var value = texts.get("time");
        if (value == null) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (time.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
                    || time.isAfter(Instant.parse("9999-12-31T23:59:59.999999Z"))) {
                throw new InvalidEvent("time must be in a year from 1 to 9999.");
            }
            return time;
        } catch (DateTimeException e) {
            throw new InvalidEvent("time must be of the form 2026-11-30T17:31:00Z (RFC 3339).");
        }
    }
}
