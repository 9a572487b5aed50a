package dev.signet.collection.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.contract.Broker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ViewsIT
class TypedIntakeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String user = UUID.randomUUID().toString();
    private final RabbitTemplate rabbit;
    private final Rest rest;
    private final Rows rows;

    @Autowired
    TypedIntakeIT(RabbitTemplate rabbit, Rest rest, Rows rows) {
        this.rabbit = rabbit;
        this.rest = rest;
        this.rows = rows;
    }

    @Test
    void loginBecomesARecordThatIsMasked() {
        send("1", login("198.51.100.7", "Device-A", "2026-11-21T10:00:00+01:00"));

        var item = awaitRows(1).get(0);
        assertThat(item.get("status").asString()).isEqualTo("UNSIGNED");
        assertThat(item.get("occurredAt").asString()).isEqualTo("2026-11-21T09:00:00Z");
        var fields = item.get("fields");
        assertThat(fields.propertyNames())
                .containsExactly("user_id", "ip", "device_id", "device_type", "app_version", "locale", "create_date");
        assertThat(fields.get("ip").asString()).matches("h\\d+\\.[A-Za-z0-9_-]{43}");
        assertThat(fields.get("device_id").asString()).matches("h\\d+\\.[A-Za-z0-9_-]{43}");
        assertThat(fields.get("device_type").asString()).isEqualTo("phone");
        assertThat(new String(rows.payload(item.get("recordId").asLong()), UTF_8))
                .isEqualTo("{\"type\":\"login\",\"fields\":" + fields + "}");
    }

    @Test
    void typeSaysWhichFieldsItsRowsAreFoundBy() {
        assertThat(summary().get("search").toString())
                .isEqualTo("{\"user\":\"user_id\",\"device\":\"device_id\",\"time\":\"create_date\"}");
    }

    @Test
    void equalValuesStayEqualHoweverTheyAreWrittenAndAreCounted() {
        var ip = "2001:db8::" + Integer.toHexString(user.hashCode() & 0xffff);
        send("1", login(ip, "Dev-" + user, null));
        send("2", login(ip.replace("2001:db8::", "2001:0DB8:0:0::"), "dEV-" + user, null));
        send("3", login("198.51.100.1", "other-" + user, null));

        var items = awaitRows(3);
        assertThat(distinct(items, "/fields/ip")).isEqualTo(2);
        assertThat(distinct(items, "/fields/device_id")).isEqualTo(2);
        assertThat(items.valueStream().map(item -> item.at("/seen/device_id").asLong()))
                .containsExactlyInAnyOrder(1L, 2L, 2L);
    }

    private static long distinct(JsonNode items, String pointer) {
        return items.valueStream()
                .map(item -> item.at(pointer).asString())
                .distinct()
                .count();
    }

    @Test
    void messageThatComesAgainIsCountedAsADuplicate() {
        var before = summary();
        for (int i = 0; i < 3; i++) {
            send("same", login("198.51.100.2", "d", null));
        }
        send("last", login("198.51.100.2", "d", null));

        awaitRows(2);
        var after = summary();
        assertThat(count(after, "stored") - count(before, "stored")).isEqualTo(2);
        assertThat(count(after, "duplicates") - count(before, "duplicates")).isEqualTo(2);
    }

    /** Of a type that no other test sends. */
    @Test
    void everyMessageThatWasSentIsCountedAsJustOneThing() {
        var bodies = List.of(
                "{\"place\":\"a\"}", "{\"place\":\"b\"}", "{\"place\":\"a\"}", "{\"place\":\"a\"}", "{}", "[", "0");
        bodies.forEach(body -> rabbit.send(Broker.INTAKE, "any.key", message(body, "intake.visit", body)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(summaryOf("visit"))
                        .hasToString(
                                "{\"type\":\"visit\",\"received\":%d,\"stored\":2,\"duplicates\":2,\"parked\":3,\"search\":{\"user\":\"place\"}}"
                                        .formatted(bodies.size())));
    }

    @Test
    void invalidMessageIsParkedWithItsPointerAndHoldsUpNoOther() {
        send("1", login("198.51.100.3", "d1", null));
        send("bad-" + user, login("not an address", "d2", null));
        send("2", login("198.51.100.3", "d3", null));

        awaitRows(2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                rest.get("/api/v1/parked-messages?limit=500").text())
                        .contains("bad-" + user)
                        .contains("/ip is nothing that can be masked as ip"));
    }

    @Test
    void messageOfATypeThatThereIsNotIsParkedAndNoRecord() {
        var before = rows.count();
        rabbit.send(Broker.INTAKE, "any", message("unknown-" + user, "intake.lgoin", login("198.51.100.4", "d", null)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                rest.get("/api/v1/parked-messages?limit=500").text())
                        .contains("unknown-" + user)
                        .contains("there is no intake type of the name that the message gives"));
        assertThat(rows.count()).isEqualTo(before);
    }

    @Test
    void rowsAreFoundByUserDeviceAndTimeAndPaged() {
        for (int hour = 10; hour < 15; hour++) {
            send(
                    "h" + hour,
                    login(
                            "198.51.100.5",
                            hour < 12 ? "early" + user : "late" + user,
                            "2026-11-20T%d:00:00Z".formatted(hour)));
        }
        var device = awaitRows(5)
                .valueStream()
                .filter(item -> item.get("occurredAt").asString().contains("T14:"))
                .map(item -> item.at("/fields/device_id").asString())
                .findFirst()
                .orElseThrow();

        assertThat(list("&device=" + device)).hasSize(3);
        assertThat(rest.get("/api/v1/intake/login?device=" + device).json().get("items"))
                .hasSize(3);
        assertThat(list("&from=2026-11-20T11:00:00Z&to=2026-11-20T13:00:00Z")).hasSize(2);
        var first = rest.get("/api/v1/intake/login?limit=3&user=" + user).json();
        var second = rest.get("/api/v1/intake/login?limit=3&user=" + user + "&cursor="
                        + first.get("next").asString())
                .json();
        assertThat(first.get("items")).hasSize(3);
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void listOfATypeThatThereIsNotIsNotFoundAndOddFiltersAreRefused() {
        assertThat(rest.get("/api/v1/intake/logout").status()).isEqualTo(404);
        assertThat(rest.get("/api/v1/intake/login?from=yesterday").status()).isEqualTo(400);
        assertThat(rest.get("/api/v1/intake/login?from=%2B1000000-01-01T00:00:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(rest.get("/api/v1/intake/login?user=%00").status()).isIn(200, 400);
        assertThat(rest.get("/api/v1/intake/login?cursor=x").status()).isEqualTo(400);
    }

    private JsonNode awaitRows(int count) {
        await().atMost(PATIENCE).until(() -> list("").size() == count);
        return list("");
    }

    private JsonNode list(String filter) {
        return rest.get("/api/v1/intake/login?user=" + user + filter).json().get("items");
    }

    private JsonNode summary() {
        return summaryOf("login");
    }

    private JsonNode summaryOf(String type) {
        return rest.get("/api/v1/intake")
                .json()
                .get("items")
                .valueStream()
                .filter(summary -> summary.get("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static long count(JsonNode summary, String what) {
        return summary.get(what).asLong();
    }

    private String login(String ip, String device, @Nullable String date) {
        return """
                {"user_id":"%s","app_version":"1.0","device_type":"phone","ip":"%s","locale":"de","device_id":"%s"%s}
                """.formatted(user, ip, device, date == null ? "" : ",\"create_date\":\"" + date + "\"")
                .strip();
    }

    private void send(String id, String body) {
        rabbit.send(Broker.INTAKE, "any.key", message(id, "intake.login", body));
    }

    private static Message message(String id, String type, String body) {
        return MessageBuilder.withBody(body.getBytes(UTF_8))
                .setMessageId(id)
                .setType(type)
                .build();
    }
}
