package dev.signet.audit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signet.audit.event.Entry;
import dev.signet.audit.event.EventReader;
import dev.signet.audit.event.InvalidEvent;
import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.Envelope;
import dev.signet.contract.IntakeAnswer;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.ReplyQueues;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/schemas and docs/asyncapi.yaml say what the code does. */
class PublishedDocumentsTest {
    private static final Path DOCS = Path.of("../docs");
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final EventReader reader = new EventReader();

    @ParameterizedTest
    @ValueSource(strings = {"event.schema.json", "logged-event.schema.json"})
    void schemasAreSchemas(String name) throws IOException {
        var meta = SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(meta.validate(text("schemas/" + name), InputFormat.JSON)).isEmpty();
    }

    static Stream<String> events() throws IOException {
        var readme = Files.readString(Path.of("../README.md"));
        var inReadme = Pattern.compile("\\{\"specversion\".*?\\}\\}?(?='|,?\n|])", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(MatchResult::group);
        return Stream.concat(inReadme, examples("auditEvent"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyExampleIsAnEventBySchemaAndByTheReader(String event) throws IOException {
        assertThat(schema("event.schema.json").validate(event, InputFormat.JSON))
                .isEmpty();
        var submission = reader.one(event.getBytes(UTF_8));

        var line = new Entry(41, Instant.parse("2026-11-30T17:31:00.000250Z"), submission.event()).line();
        assertThat(schema("logged-event.schema.json").validate(new String(line, UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(events()).hasSizeGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\"}",
                "{\"specversion\":\"1.0\",\"id\":7,\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t*\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a b\"}"
            })
    void whatIsNoEventIsNoneBySchemaEither(String body) throws IOException {
        assertThat(isTaken(body)).isFalse();
        assertThat(schema("event.schema.json").validate(body, InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"subject\":\"x\"",
                "\"subject\":\"\"",
                "\"subject\":7",
                "\"subject\":null",
                "\"time\":\"2026-11-30T18:31:00.1234567+01:00\"",
                "\"time\":\"2026-11-30T17:31Z\"",
                "\"time\":\"2026-11-30\"",
                "\"time\":\"yesterday\"",
                "\"time\":\"+10000-01-01T00:00:00Z\"",
                "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"",
                "\"traceparent\":\"1\"",
                "\"outcome\":\"success\"",
                "\"outcome\":true",
                "\"data\":null",
                "\"data\":[1,{\"x\":2.50}]",
                "\"data_base64\":\"AAAA\"",
                "\"logindex\":\"0\"",
                "\"receivedtime\":\"2026-11-30T17:31:00Z\"",
                "\"tenant\":\"t\",\"priority\":3,\"replayed\":false",
                "\"tenant\":null",
                "\"Upper\":\"x\"",
                "\"object\":{}",
                "\"list\":[]",
                "\"fraction\":1.5"
            })
    void schemaAndReaderAgreeOnEveryMember(String member) throws IOException {
        var event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",%s}".formatted(member);

        assertThat(schema("event.schema.json").validate(event, InputFormat.JSON).isEmpty())
                .isEqualTo(isTaken(event));
    }

    @Test
    void namesOnTheBrokerAreThose() {
        var channels = asyncApi().path("channels");

        assertThat(channels.at("/auditEvents/bindings/amqp/exchange/name").asString())
                .isEqualTo(Broker.EVENTS);
        assertThat(channels.at("/auditEvents/address").asString())
                .startsWith(AuditMessaging.ROUTING_KEYS.replace("#", ""));
        assertThat(channels.at("/auditQueue/address").asString()).isEqualTo(AuditMessaging.QUEUE);
        assertThat(channels.at("/auditQueue/bindings/amqp/queue/name").asString())
                .isEqualTo(AuditMessaging.QUEUE);
        assertThat(channels.at("/signingCompleted/address").asString()).isEqualTo(SigningCompleted.ROUTING_KEY);
        assertThat(channels.at("/records/bindings/amqp/exchange/name").asString())
                .isEqualTo(Broker.INTAKE);
        assertThat(asyncApi()
                        .at("/components/messages/record/headers/properties/reply-to/pattern")
                        .asString())
                .isEqualTo("^(%s|%s)"
                        .formatted(ReplyQueues.PREFIX, ReplyQueues.DIRECT)
                        .replace(".", "\\."));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var document = asyncApi();

        assertThat(document.findValuesAsString("$ref"))
                .hasSizeGreaterThan(4)
                .allSatisfy(reference -> assertThat(
                                reference.startsWith("#")
                                        ? document.at(reference.substring(1)).isObject()
                                        : Files.exists(DOCS.resolve(reference)))
                        .as(reference)
                        .isTrue());
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        "signingCompleted",
                        new SigningCompleted(
                                new BatchId(17),
                                new LeaseId(UUID.randomUUID()),
                                new KeyId("k".repeat(43)),
                                5,
                                Verdict.STORED,
                                100,
                                new SigningCompleted.Timings(1, 2, 3),
                                Optional.of(new Envelope(
                                        "application/vnd.signet.receipt+json",
                                        "e30=",
                                        List.of(new Envelope.Signature("key", "c2ln")))))),
                Arguments.of(
                        "intakeAnswer", new IntakeAnswer(IntakeAnswer.Outcome.PARKED, Optional.of("it is empty"))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageIsAsItIsSent(String name, Object message) throws IOException {
        var payload = asyncApi().at("/components/messages/%s/payload".formatted(name));
        var schema = SCHEMAS.getSchema(payload.toString(), InputFormat.JSON);
        var text = JSON.writeValueAsString(message);

        assertThat(Stream.concat(Stream.of(text), examples(name)).toList())
                .hasSizeGreaterThan(1)
                .allSatisfy(each ->
                        assertThat(schema.validate(each, InputFormat.JSON)).isEmpty());
        assertThat(payload.path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        List.copyOf(JSON.readTree(text).propertyNames()));
    }

    private boolean isTaken(String event) {
        try {
            reader.one(event.getBytes(UTF_8));
            return true;
        } catch (InvalidEvent e) {
            return false;
        }
    }

    private static Stream<String> examples(String message) {
        return asyncApi()
                .at("/components/messages/" + message + "/examples")
                .valueStream()
                .map(example -> example.get("payload").toString());
    }

    private static JsonNode asyncApi() {
        try {
            return JSON.valueToTree(new Yaml().load(text("asyncapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(String name) throws IOException {
        return SCHEMAS.getSchema(text("schemas/" + name), InputFormat.JSON);
    }

    private static String text(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }
}
