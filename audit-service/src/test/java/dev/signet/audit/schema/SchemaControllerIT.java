package dev.signet.audit.schema;

import static dev.signet.audit.RunningAudit.event;
import static dev.signet.audit.RunningAudit.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.audit.RunningAudit;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SchemaControllerIT {
    private static final String BILLED = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","required":["amount","currency"],
             "properties":{"amount":{"$ref":"#/$defs/money"},"currency":{"type":"string","pattern":"^[A-Z]{3}$"}},
             "$defs":{"money":{"type":"number","exclusiveMinimum":0}}}
            """;

    private static RunningAudit audit;

    private final String type = "test." + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory);
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void dataOfATypeWithASchemaMustMeetIt() {
        assertThat(audit.submit(event("/s", type + "0", type, "{}")).statusCode())
                .isEqualTo(200);

        var registered = register(BILLED);

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
        assertThat(json(registered).get("version").asInt()).isEqualTo(1);
        assertThat(audit.submit(event("/s", type + "1", type, "{\"amount\":12.5,\"currency\":\"EUR\"}"))
                        .statusCode())
                .isEqualTo(200);
        var refused = audit.submit(event("/s", type + "2", type, "{\"amount\":-1}"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).get("type").asString()).isEqualTo("/problems/schema-violated");
        assertThat(json(refused).get("detail").asString()).contains("amount").contains("currency");
    }

    @Test
    void dataThatASchemaLeadsToNoEndWithIsRefused() {
        register("{\"properties\":{\"more\":{\"$ref\":\"#/properties/more\"}}}");
        assertThat(audit.submit(event("/s", type + "0", type, "{}")).statusCode())
                .isEqualTo(200);

        var refused = audit.submit(event("/s", type + "1", type, "{\"more\":1}"));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(json(refused).get("detail").asString()).contains("leads to no end");
    }

    @Test
    void inABatchEachIsCheckedByItself() {
        register(BILLED);

        var answer = audit.submitAll(List.of(
                event("/s", type + "1", type, "{\"amount\":1,\"currency\":\"EUR\"}"),
                event("/s", type + "2", type, "{\"amount\":1}"),
                event("/s", type + "3", type + ".other", "7")));

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(json(answer)
                        .get("results")
                        .valueStream()
                        .map(result -> result.get("status").asString()))
                .containsExactly("COMMITTED", "SCHEMA_VIOLATED", "COMMITTED");
    }

    @Test
    void whatCameBeforeItsSchemaDidComesAgainAsTheFirstTime() {
        var event = event("/s", type, type, "{\"amount\":-1}");
        var first = audit.submit(event);
        register(BILLED);

        assertThat(audit.submit(event).body()).isEqualTo(first.body());
        assertThat(audit.submit(event("/s", type, type, "{\"amount\":-2}")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void newestVersionCountsAndSurvivesARestart() {
        register(BILLED);
        var second = register("{\"type\":\"string\"}");

        assertThat(json(second).get("version").asInt()).isEqualTo(2);
        assertThat(json(audit.get("/api/v1/event-types/" + type + "/schema"))
                        .get("schema")
                        .toString())
                .isEqualTo("{\"type\":\"string\"}");
        audit.stop();
        audit.start();
        assertThat(audit.submit(event("/s", type + "1", type, "\"text\"")).statusCode())
                .isEqualTo(200);
        assertThat(audit.submit(event("/s", type + "2", type, "{}")).statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"nothing\"}",
                "{\"pattern\":\"(\"}",
                "{\"$ref\":\"#\"}",
                "{\"allOf\":[{\"$ref\":\"#\"}]}",
                "{\"$dynamicRef\":\"#nothing\"}",
                "{\"$ref\":\"http://127.0.0.1:9/schema\"}",
                "{\"$ref\":\"file:///etc/passwd\"}",
                "{\"$ref\":\"#/$defs/missing\"}",
                "[]",
                "7"
            })
    void whatIsNoSchemaIsRefused(String schema) {
        var answer = register(schema);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/not-a-schema");
        assertThat(answer.body()).doesNotContain("Exception");
        assertThat(audit.get("/api/v1/event-types/" + type + "/schema").statusCode())
                .isEqualTo(404);
    }

    @Test
    void patternThatIsNoneIsNoErrorOfOursAndTheStartHasNothingToWarnOf(CapturedOutput log) {
        assertThat(register("{\"pattern\":\"(\"}").statusCode()).isEqualTo(422);

        assertThat(log).contains(" INFO ").doesNotContain(" WARN ", " ERROR ");
    }

    @Test
    void registrationIsInTheLogWithWhoDidItAndWhatIsRefusedIsNot() {
        var request = HttpRequest.newBuilder(audit.uri("/api/v1/event-types/" + type + "/schema"))
                .header("Content-Type", "application/json")
                .header("Signet-Actor", "operator")
                .PUT(BodyPublishers.ofString(BILLED));
        assertThat(audit.send(request).statusCode()).isEqualTo(200);
        register("{\"type\":\"string\"}");
        register("7");

        var events = audit.getJson("/api/v1/events?type=dev.signet.schema.*&subject=" + type)
                .get("items");
        assertThat(events).hasSize(2);
        var first = events.get(1);
        assertThat(first.get("source").asString()).isEqualTo("/signet/audit-service");
        assertThat(first.get("type").asString()).isEqualTo("dev.signet.schema.registered");
        assertThat(first.get("actor").asString()).isEqualTo("operator");
        assertThat(first.get("data").toString()).isEqualTo("{\"version\":1}");
        assertThat(events.get(0).has("actor")).isFalse();
        assertThat(events.get(0).get("data").toString()).isEqualTo("{\"version\":2}");
        assertThat(audit.submit(event("/s", type, type + ".other", "7")).statusCode())
                .as("the log goes on")
                .isEqualTo(200);
    }

    @Test
    void whereTheEventCannotBeWrittenNothingIsRegistered() {
        audit.tamper("ALTER TABLE event RENAME TO event_away");
        try {
            assertThat(register(BILLED).statusCode()).isGreaterThanOrEqualTo(500);
        } finally {
            audit.tamper("ALTER TABLE event_away RENAME TO event");
        }

        assertThat(audit.get("/api/v1/event-types/" + type + "/schema").statusCode())
                .isEqualTo(404);
    }

    @Test
    void typesAreListedOnceTheyWereSeen() {
        audit.submit(event("/s", type, type, "{}"));

        assertThat(audit.getJson("/api/v1/event-types")
                        .get("types")
                        .valueStream()
                        .map(each -> each.asString()))
                .contains(type);
    }

    private HttpResponse<String> register(String schema) {
        return audit.put("/api/v1/event-types/" + type + "/schema", "application/json", schema);
    }
}
