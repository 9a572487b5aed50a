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
        haveSignetsOwnEvents();
        var commands = commands();
        assertThat(commands).hasSizeGreaterThan(7);

        for (var command : commands) {
            if (!command.path().contains("/stream")) { // has no end
                var answer = audit.send(command.request());
                assertThat(answer.statusCode())
                        .as(command + ": " + answer.body())
                        .isEqualTo(200);
                if (command.isSearch()) {
                    assertThat(RunningAudit.json(answer).get("items"))
                            .as(command.path())
                            .isNotEmpty();
                }
            }
        }
        assertThat(commands).filteredOn(Command::isSearch).hasSize(4);

        assertThat(types("type=com.example.customer.*&data.customerId=42"))
                .containsExactly(
                        "com.example.customer.account.deactivated",
                        "com.example.customer.billed",
                        "com.example.customer.correlated",
                        "com.example.customer.account.created");
        assertThat(types("data.external.id=C-981")).containsExactly("com.example.customer.correlated");
    }

    @Test
    void everyMessageThatIsPublishedThereArrives() throws IOException {
        var messages = Pattern.compile("^publish -r (\\S+) -b '(.*)'$", Pattern.MULTILINE)
                .matcher(section())
                .results()
                .toList();

        messages.forEach(message -> publish(message.group(1), message.group(2)));

        await().untilAsserted(() -> assertThat(types("data.customerId=43"))
                .containsExactlyInAnyOrder(
                        "com.example.customer.account.created",
                        "com.example.customer.correlated",
                        "com.example.customer.billed",
                        "com.example.customer.account.deactivated"));
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.group(1))
                        .isEqualTo("audit."
                                + JSON.readTree(message.group(2)).get("type").asString()));
    }

    /** As collection-service and key-service tell them. */
    private static void haveSignetsOwnEvents() {
        var batch = RunningAudit.event(
                "/signet/collection-service",
                "store/17/1",
                "dev.signet.batch.signed",
                "{\"batch\":\"17\",\"run\":\"1\",\"key\":\"k\",\"token\":1,\"lease\":\"l\"}");
        var key = RunningAudit.event("/signet/key-service", "grant/l", "dev.signet.key.leased", "{\"key\":\"k\"}");
        assertThat(audit.submitAll(List.of(batch, key)).statusCode()).isEqualTo(200);
    }

    private static void publish(String routingKey, String body) {
        audit.bean(RabbitTemplate.class)
                .send(
                        Broker.EVENTS,
                        routingKey,
                        MessageBuilder.withBody(body.getBytes(UTF_8)).build());
    }

    private static List<String> types(String query) {
        return audit.getJson("/api/v1/events?" + query)
                .get("items")
                .valueStream()
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

        boolean isSearch() {
            return path.startsWith("/api/v1/events?");
        }

        HttpRequest.Builder request() {
            var request = HttpRequest.newBuilder(audit.uri(path));
            return body.isEmpty()
                    ? request
                    : request.header("Content-Type", contentType).method(method, BodyPublishers.ofString(body));
        }
    }
}
