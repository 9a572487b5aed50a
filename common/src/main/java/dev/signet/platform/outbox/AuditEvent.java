package dev.signet.platform.outbox;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one act is told as: a CloudEvent without what is the same for all events of a service. Made piece by piece, handed to the outbox, and never looked at
 * again.
 */
public final class AuditEvent {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final String ACTOR = "actor";

    // audit-service takes 1,000 bytes, and a character has up to three
    private static final int LONGEST_ATTRIBUTE = 300;
    private static final int LONGEST_OUTCOME = 20;

    private final String id;
    private final String type;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, Object> data = new LinkedHashMap<>();

    private AuditEvent(String type, String id) {
        this.type = requireNonNull(type, "type");
        this.id = requireNonNull(id, "id");
    }

    /**
     * @param type in the past tense, as in {@code dev.signet.key.leased}
     * @param id made from the act: the same act is one event, however often its transaction is tried. Unique within the service
     */
    public static AuditEvent of(String type, String id) {
        return new AuditEvent(type, id);
    }

    /** What it was done to. */
    public AuditEvent about(Object subject) {
        return attribute("subject", subject.toString(), LONGEST_ATTRIBUTE);
    }

    /** Who did it. */
    public AuditEvent by(String actor) {
        return attribute(ACTOR, actor, LONGEST_ATTRIBUTE);
    }

    void byUnlessSaid(String actor) {
        if (!attributes.containsKey(ACTOR)) {
            by(actor);
        }
    }

    /** What came of it. */
    public AuditEvent ended(Enum<?> outcome) {
        return attribute("outcome", outcome.name(), LONGEST_OUTCOME);
    }

    /** The span that it was part of. Whoever sent that may have sent anything. */
    public AuditEvent traced(Optional<String> traceparent) {
        traceparent
                .filter(parent -> TRACEPARENT.matcher(parent).matches())
                .ifPresent(parent -> attributes.put("traceparent", parent));
        return this;
    }

    /** What more there is to say, nothing personal and nothing secret. A number stays one; ids are told as text, so that no reader rounds them. */
    public AuditEvent with(String name, Object value) {
        data.put(name, value instanceof Number || value instanceof Boolean ? value : value.toString());
        return this;
    }

    private AuditEvent attribute(String name, String value, int longest) {
        if (!value.isEmpty()) {
            attributes.put(name, value.length() > longest ? value.substring(0, longest) : value);
        }
        return this;
    }

    /** As CloudEvents writes it in JSON. */
    Map<String, Object> toCloudEvent(String source, String time) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", source);
        event.put("type", type);
        event.put("time", time);
        event.putAll(attributes);
        event.put("data", data);
        return event;
    }
}
