package dev.signet.system.fuzz;

import dev.signet.audit.event.EventReader;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.StoreSignatures;
import dev.signet.system.fuzz.Content.Frame;
import dev.signet.system.fuzz.Content.Frames;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;

/** Bodies of each content type there is. */
final class Contents {
    static final String BOUNDARY = "oyster";

    private Contents() {}

    static Arbitrary<Content> of(Route route, String type, JsonNode schema, boolean sound) {
        if (route.path().endsWith("/schema")) {
            return CloudEvents.schema(sound).map(Content.Text::new);
        }
        return switch (type) {
            case "application/json" ->
                (sound ? Bodies.sound(route, schema) : Bodies.hostile(route, schema)).map(Content.Text::new);
            case "application/x-ndjson" -> lines(sound);
            case EventReader.ONE -> CloudEvents.any(sound).map(Content.Text::new);
            case EventReader.BATCH -> CloudEvents.batch(sound).map(Content.Text::new);
            case "application/octet-stream" -> Values.oddText().map(Content.Text::new);
            case "multipart/form-data" -> parts(schema, sound);
            case FrameWriter.MEDIA_TYPE -> frames(route, sound);
            default -> throw new IllegalStateException("this test knows no body of type " + type + ", for " + route);
        };
    }

    private static Arbitrary<Content> lines(boolean sound) {
        Arbitrary<String> good = Arbitraries.of("{\"a\":1}", "[]", "1", "\"ä\"", "null", " {} ", "1e400");
        var line = sound
                ? good
                : Arbitraries.frequencyOf(
                        Tuple.of(6, good),
                        Tuple.of(1, Values.oddText()),
                        Tuple.of(1, Values.oddText().map(Bodies::quoted)),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        "", "\r", "{", "[".repeat(10_000), "{} {}", "\"" + "x".repeat(300_000))));
        return line.list().ofMaxSize(4).map(all -> new Content.Text(String.join("\n", all)));
    }

    private static Arbitrary<Content> parts(JsonNode schema, boolean sound) {
        var names = schema.path("properties").propertyNames().stream().toList();
        var name = sound ? Arbitraries.of(names) : Arbitraries.oneOf(Arbitraries.of(names), Values.oddText());
        var content = sound
                ? Arbitraries.of("not a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")
                : Values.oddText();
        return Combinators.combine(name, content)
                .as(Contents::part)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(all -> new Content.Text(String.join("", all) + "--" + BOUNDARY + "--\r\n"));
    }

    private static String part(String name, String content) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s.pem\"\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, name, name, content);
    }

    // Record 1 is among them, which was signed long ago: so they are never all of an open batch, and what a thief of a
    // token could
    // store there is the subject of another test.
    private static Arbitrary<Content> frames(Route route, boolean sound) {
        var schema = JavaSchema.of(StoreSignatures.class);
        var head = sound ? Bodies.sound(route, schema) : Bodies.hostile(route, schema);
        var lengths = sound ? Arbitraries.just(64) : Arbitraries.of(0, 1, 63, 64, 65, 8192, 8193);
        var some = Combinators.combine(Arbitraries.integers().between(2, 80), lengths)
                .as((id, length) -> new Frame(id, length))
                .list()
                .ofMaxSize(7)
                .map(frames -> Stream.concat(Stream.of(new Frame(1, 64)), sound ? ascending(frames) : frames.stream())
                        .collect(Collectors.toList()));
        return Combinators.combine(head, some, Arbitraries.of(0, 0, 0, 1, -1000))
                .as((json, frames, off) -> new Frames(json, frames, sound ? frames.size() : frames.size() + off));
    }

    private static Stream<Frame> ascending(List<Frame> frames) {
        return frames.stream().map(Frame::recordId).distinct().sorted().map(id -> new Frame(id, 64));
    }
}
