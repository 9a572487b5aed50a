package dev.signet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Broker;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the README tells people to type does what it says. */
class ReadmeExamplesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static RunningAudit audit;

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory);
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void everyCommandOfTheAuditLogWorks() throws IOException {
        var commands = commands();
        assertThat(commands).hasSizeGreaterThan(7);

        for (var command : commands) {
            if (!command.path().contains("/stream")) { // has no end
                var answer = audit.send(command.request());
                assertThat(answer.statusCode())
                        .as(command + ": " + answer.body())
                        .isEqualTo(200);
            }
        }

        assertThat(types("type=com.example.customer.*&data.customerId=42"))
                .containsExactly(
                        "com.example.customer.account.deactivated",
                        "com.example.customer.billed",
                        "com.example.customer.correlated",
                        "com.example.customer.account.created");
        assertThat(types("data.external.id=C-981")).containsExactly("com.example.customer.correlated");
    }

    @Test
    void sameEventsArriveByQueue() throws IOException {
        var events = commands().stream()
                .filter(command -> command.path().equals("/api/v1/events"))
                .flatMap(command -> events(JSON.readTree(command.body())).stream())
                .toList();
        assertThat(events).hasSize(4);

        for (var event : events) {
            var again = event.toString().replace("\"source\":\"/", "\"source\":\"/queue/");
            publish("audit." + event.get("type").asString(), again);
        }

        await().until(() -> audit.jdbc()
                        .sql("SELECT count(*) FROM event WHERE source LIKE '/queue/%'")
                        .query(Long.class)
                        .single()
                == 4);
    }

    @Test
    void messageThatIsPublishedThereArrives() throws IOException {
        var section = section();
        publish(found(" -r (\\S+)", section), found(" -b '(.*?)'", section));

        await().until(() -> types("data.customerId=43").equals(List.of("com.example.customer.billed")));
    }

    private static void publish(String routingKey, String body) {
        audit.bean(RabbitTemplate.class)
                .send(
                        Broker.EVENTS,
                        routingKey,
                        MessageBuilder.withBody(body.getBytes(UTF_8)).build());
    }

    private static List<JsonNode> events(JsonNode body) {
        return body.isArray() ? body.valueStream().toList() : List.of(body);
    }

    private static List<String> types(String query) {
        return audit.getJson("/api/v1/events?" + query)
                .get("items")
                .valueStream()
                .filter(event -> !event.get("source").asString().startsWith("/queue/"))
                .map(event -> event.get("type").asString())
                .toList();
    }

    private static String section() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        var begin = readme.indexOf("### Audit log");
        return readme.substring(begin, readme.indexOf("\n### ", begin + 1));
    }

    private static String found(String pattern, String text) {
        var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static List<Command> commands() throws IOException {
        return Arrays.stream(section().split("\n(?=curl )|\n```"))
                .filter(part -> part.startsWith("curl "))
                .map(Command::of)
                .toList();
    }

    private record Command(String method, String path, String contentType, String body) {
        static Command of(String text) {
            var body = found(" -d '(.*)'\\s*$", text);
            return new Command(
                    text.contains("-X PUT") ? "PUT" : body.isEmpty() ? "GET" : "POST",
                    found("localhost:8080(/[^' \n]*)", text),
                    found("Content-Type: ([^']*)'", text),
                    body);
        }

        HttpRequest.Builder request() {
            var request = HttpRequest.newBuilder(audit.uri(path));
            return body.isEmpty()
                    ? request
                    : request.header("Content-Type", contentType).method(method, BodyPublishers.ofString(body));
        }
    }
}
