package dev.signet.audit.event;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads CloudEvents in their JSON format, one or a batch of them. */
@Component
public class EventReader {
    public static final String ONE = "application/cloudevents+json";
    public static final String BATCH = "application/cloudevents-batch+json";
    public static final int LARGEST_BATCH = 10_000;

    // which of two members with one name would be meant?
    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What an element of a batch is. */
    public sealed interface Element {
        record Valid(Submission submission) implements Element {}

        /** @param whatToDo one sentence for the submitter */
        record Invalid(String whatToDo) implements Element {}
    }

    /** Throws when this is not one event. */
    public Submission one(byte[] body) {
        try (var parser = json.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            var element = element(parser);
            if (parser.nextToken() != null) {
                throw new InvalidEvent("There is something behind the event; send a batch as %s.".formatted(BATCH));
            }
            return switch (element) {
                case Element.Valid(var submission) -> submission;
                case Element.Invalid(var whatToDo) -> throw new InvalidEvent(whatToDo);
            };
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Throws when this is no batch at all; an element that is no event is told by its result. */
    public List<Element> batch(byte[] body) {
        try (var parser = json.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new InvalidEvent("A batch is a JSON array of events.");
            }
            var elements = new ArrayList<Element>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (elements.size() == LARGEST_BATCH) {
                    throw new InvalidEvent("A batch has at most %d events; send several.".formatted(LARGEST_BATCH));
                }
                elements.add(element(parser));
            }
            if (parser.nextToken() != null) {
                throw new InvalidEvent("There is something behind the batch.");
            }
            return elements;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    // Reads on to the element's end also when it is no event: the next one may be.
    private static Element element(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Element.Invalid("An event is a JSON object.");
        }
        var builder = new EventBuilder();
        var depth = parser.streamReadContext().getNestingDepth();
        try {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                builder.member(name, parser);
                parser.skipChildren();
            }
            return new Element.Valid(builder.build());
        } catch (InvalidEvent e) {
            while (parser.streamReadContext().getNestingDepth() >= depth) {
                parser.nextToken();
            }
            return new Element.Invalid(e.getMessage());
        }
    }

    // Where it is wrong, and never what it holds there.
    private static InvalidEvent malformed(JacksonException e) {
        var where = e.getLocation();
        return new InvalidEvent(
                where == null
                        ? "The body is not well-formed JSON."
                        : "The body is not well-formed JSON, or names a member twice: see line %d, column %d."
                                .formatted(where.getLineNr(), where.getColumnNr()));
    }
}
