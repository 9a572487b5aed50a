package dev.signet.system.fuzz;

import dev.signet.system.Service;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Events for the audit log, and schemas for their data. */
final class CloudEvents {
    // Not one of the API's: there a field may be left away, here most are needed.
    private static final Route NO_ROUTE = new Route(Service.AUDIT, "", "", List.of(), Map.of());

    /** One, as its JSON names its members. */
    record CloudEvent(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            String time,
            String actor,
            String outcome,
            String traceparent,
            boolean extension,
            Details data) {}

    record Details(String customer, long count, List<String> ids) {}

    private CloudEvents() {}

    static Arbitrary<String> sound() {
        return Bodies.sound(NO_ROUTE, JavaSchema.of(CloudEvent.class));
    }

    static Arbitrary<String> any(boolean sound) {
        return sound
                ? sound()
                : Arbitraries.frequencyOf(
                        Tuple.of(1, sound()), Tuple.of(3, Bodies.hostile(NO_ROUTE, JavaSchema.of(CloudEvent.class))));
    }

    static Arbitrary<String> batch(boolean sound) {
        return any(sound).list().ofMaxSize(4).map(events -> "[" + String.join(",", events) + "]");
    }

    /** A sound one wants nothing that a sound event does not have. */
    static Arbitrary<String> schema(boolean sound) {
        var fitting =
                Arbitraries.of("{}", "true", "{\"type\":\"object\"}", "{\"properties\":{\"count\":{\"minimum\":0}}}");
        return sound
                ? fitting
                : Arbitraries.oneOf(
                        fitting,
                        Values.oddText().map(Bodies::quoted),
                        Values.oddNumber(),
                        Values.oddText().map(text -> "{\"pattern\":%1$s,\"$id\":%1$s}".formatted(Bodies.quoted(text))),
                        Values.oddText().map(text -> "{\"$ref\":%s}".formatted(Bodies.quoted("#" + text))),
                        Arbitraries.of(
                                "{\"$ref\":\"#\"}",
                                "{\"$ref\":\"http://127.0.0.1:1/x\"}",
                                "{\"$dynamicRef\":\"#x\"}",
                                "{\"$schema\":\"http://json-schema.org/draft-04/schema#\"}",
                                "{\"pattern\":\"(a+)+$\"}",
                                "{\"pattern\":\"[\"}",
                                "{\"type\":\"fuzz\"}",
                                "{\"minLength\":-1}",
                                "{\"minLength\":1e400}",
                                "{\"allOf\":[]}",
                                "{\"not\":".repeat(500) + "{}" + "}".repeat(500)));
    }
}
