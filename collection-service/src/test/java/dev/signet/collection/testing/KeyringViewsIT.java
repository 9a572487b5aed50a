package dev.signet.collection.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Broker;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageBuilderSupport;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Several keyrings, as people and senders of messages see them. By its setting it has a database of its own. */
@ViewsIT
@TestPropertySource(properties = "signet.keyrings=default:20,invoices:7,mail")
@DirtiesContext
class KeyringViewsIT {
    private final String id = UUID.randomUUID().toString();
    private final Rest rest;
    private final Rows rows;
    private final RabbitTemplate rabbit;
    private final List<MeterBinder> meters;

    @Autowired
    KeyringViewsIT(Rest rest, Rows rows, RabbitTemplate rabbit, List<MeterBinder> meters) {
        this.rest = rest;
        this.rows = rows;
        this.rabbit = rabbit;
        this.meters = meters;
    }

    @Test
    void recordsGoIntoTheKeyringThatIsNamed() {
        var invoices = importing("?keyring=invoices", "1\n2\n");
        var unnamed = importing("", "3\n");

        assertThat(keyringOf(invoices)).isEqualTo(1);
        assertThat(keyringOf(unnamed)).isZero();
        assertThat(rest.get("/api/v1/records/" + invoices).json().get("keyring").asString())
                .isEqualTo("invoices");
        assertThat(rest.get("/api/v1/records/" + unnamed).json().get("keyring").asString())
                .isEqualTo("default");
        assertThat(ids("/api/v1/records?limit=500&keyring=invoices"))
                .contains(invoices)
                .doesNotContain(unnamed);
        assertThat(ids("/api/v1/records?limit=500")).contains(unnamed).doesNotContain(invoices);
    }

    @ParameterizedTest
    @ValueSource(strings = {"records", "runs", "batches", "progress", "intake/login"})
    void unknownKeyringIsNotFoundAndTheAnswerSaysWhatToDo(String path) {
        for (var name : List.of("nobody", "No%20Name")) {
            var answer = rest.get("/api/v1/%s?keyring=%s".formatted(path, name));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().get("detail").asString()).contains("SIGNET_KEYRINGS");
        }
        assertThat(rest.post("/api/v1/records?keyring=nobody", "application/x-ndjson", "1")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void importUnderTheKeyOfOneForAnotherKeyringIsRefused() {
        assertThat(keyed("?keyring=invoices", "1\n2\n").status()).isEqualTo(200);

        for (var other : List.of("", "?keyring=mail")) {
            var refused = keyed(other, "1\n2\n");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().get("type").asString()).isEqualTo("/problems/idempotency-key-reused");
            assertThat(refused.json().get("detail").asString()).contains("another keyring");
        }
        assertThat(keyed("?keyring=invoices", "1\n2\n3\n").json().get("stored").asInt())
                .isEqualTo(1);
    }

    @Test
    void runsAndBatchesSayTheirKeyringAndAreListedByIt() {
        var mine = rows.jdbc()
                .sql(
                        "INSERT INTO run (keyring, batch_size, state, completed_at) VALUES (1, 7, 'COMPLETED', now()) RETURNING id")
                .query(Long.class)
                .single();
        var others = rows.endedRun();
        var first = importing("?keyring=invoices", "1\n");
        var batch = rows.jdbc()
                .sql("""
                        INSERT INTO batch (run_id, keyring, first_record_id, last_record_id, size)
                        VALUES (:run, 1, :record, :record, 1) RETURNING id
                        """)
                .param("run", mine)
                .param("record", first)
                .query(Long.class)
                .single();
        var other = rows.batch(others, "DEFERRED", rows.records(2));

        assertThat(ids("/api/v1/runs?limit=500&keyring=invoices"))
                .contains(mine)
                .doesNotContain(others);
        assertThat(ids("/api/v1/runs?limit=500")).contains(mine, others);
        assertThat(rest.get("/api/v1/runs/" + mine).json().get("keyring").asString())
                .isEqualTo("invoices");
        assertThat(rest.get("/api/v1/runs/" + others).json().get("keyring").asString())
                .isEqualTo("default");
        for (var list : List.of("", "&order=NEWEST", "&state=PLANNED", "&state=PLANNED&order=NEWEST")) {
            assertThat(ids("/api/v1/batches?limit=500&keyring=invoices" + list))
                    .contains(batch)
                    .doesNotContain(other);
        }
        assertThat(ids("/api/v1/batches?limit=500&keyring=default"))
                .contains(other)
                .doesNotContain(batch);
        assertThat(ids("/api/v1/batches?limit=500&keyring=invoices&state=SIGNED"))
                .isEmpty();
        assertThat(ids("/api/v1/batches?limit=1&keyring=invoices&order=NEWEST")).containsExactly(batch);
        assertThat(rest.get("/api/v1/batches/" + batch).json().get("keyring").asString())
                .isEqualTo("invoices");
    }

    @Test
    void allKeyringsAreShownWithTheirProgress() {
        rows.jdbc()
                .sql("INSERT INTO run (keyring, batch_size) VALUES (2, 100) ON CONFLICT DO NOTHING")
                .update();
        importing("?keyring=mail", "1\n2\n3\n");

        await().untilAsserted(() -> {
            var items = rest.get("/api/v1/keyrings").json().get("items");
            assertThat(items.valueStream().map(item -> item.get("name").asString()))
                    .startsWith("default", "invoices", "mail");
            assertThat(items.valueStream().map(item -> item.get("batchSize").asInt()))
                    .startsWith(20, 7, 100);
            assertThat(items.get(2).at("/progress/keyring").asString()).isEqualTo("mail");
            assertThat(items.get(2).at("/progress/records/unplanned").asInt()).isEqualTo(3);
            assertThat(items.get(2).at("/progress/state").asString()).isEqualTo("STALLED");
            assertThat(items.get(2).at("/progress/reason").asString()).contains("no key that may be used");
            assertThat(items.get(2).at("/progress/keys").toString())
                    .isEqualTo("{\"free\":0,\"leased\":0,\"disabled\":0}");
            assertThat(items.get(0).at("/progress/keys/free").asInt()).isEqualTo(3);
            assertThat(items.get(0).at("/progress/state").asString()).isNotEqualTo("STALLED");
        });
        assertThat(rest.get("/api/v1/progress?keyring=mail")
                        .json()
                        .get("batchSize")
                        .asInt())
                .isEqualTo(100);
        assertThat(rest.get("/api/v1/progress").json().get("keyring").asString())
                .isEqualTo("default");
        var registry = new SimpleMeterRegistry();
        meters.forEach(binder -> binder.bindTo(registry));
        assertThat(registry.get("signet.run.records")
                        .tags("keyring", "mail", "state", "open")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }

    @Test
    void messageGoesIntoTheKeyringThatItsHeaderNames() {
        publish("invoices", "of invoices " + id);
        publish(null, "of nobody " + id);

        await().until(() -> keyrings("of invoices " + id), List.of(1)::equals);
        await().until(() -> keyrings("of nobody " + id), List.of(0)::equals);
    }

    @Test
    void typedMessagesAreListedOfTheKeyringThatIsNamed() {
        login("invoices");
        login(null);
        login("mail");

        for (var keyring : List.of("invoices", "default", "mail")) {
            await().until(() -> logins("&keyring=" + keyring).size() == 1);
        }
        assertThat(keyringOf(logins("&keyring=mail").getFirst())).isEqualTo(2);
        assertThat(keyringOf(logins("&keyring=invoices").getFirst())).isEqualTo(1);
        assertThat(keyringOf(logins("").getFirst())).isZero();
    }

    @Test
    void theSameMessageForTwoKeyringsIsTwoRecords() {
        publish(null, "alike " + id);
        publish("invoices", "alike " + id);
        publish("mail", "alike " + id);
        publish("mail", "alike " + id);

        await().until(() -> keyrings("alike " + id), List.of(0, 1, 2)::equals);
    }

    @Test
    void messageForAnUnknownKeyringIsParkedAndReplayedIntoItOnceItIsThere() {
        var soon = "soon-" + id.substring(0, 8);
        publish(soon, "early " + id);
        publish("never", "early " + id);
        await().until(() -> parked().size() == 2);
        var parked = parked().stream()
                .filter(item -> item.get("keyring").asString().equals(soon))
                .findFirst()
                .orElseThrow();
        assertThat(parked.get("reason").asString()).contains("keyring").contains("SIGNET_KEYRINGS");
        assertThat(keyrings("early " + id)).isEmpty();

        rows.jdbc()
                .sql("SELECT add_keyring(:name)")
                .param("name", soon)
                .query(Integer.class)
                .single();
        rest.post("/api/v1/parked-messages/" + parked.get("id").asString() + "/replay", "application/json", "");

        await().until(() -> keyrings("early " + id), List.of(3)::equals);
        assertThat(parked())
                .singleElement()
                .satisfies(left -> assertThat(left.get("keyring").asString()).isEqualTo("never"));
    }

    private void login(@Nullable String keyring) {
        publish(
                keyring,
                MessageBuilder.withBody("""
                        {"user_id":"%s","app_version":"1.0","device_type":"phone","ip":"192.0.2.1","locale":"de","device_id":"d"}
                        """.formatted(id).getBytes(UTF_8)).setType("intake.login"));
    }

    private List<Long> logins(String filter) {
        return rest.get("/api/v1/intake/login?user=" + id + filter)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("recordId").asLong())
                .toList();
    }

    private void publish(@Nullable String keyring, String body) {
        publish(keyring, MessageBuilder.withBody(body.getBytes(UTF_8)));
    }

    private void publish(@Nullable String keyring, MessageBuilderSupport<Message> content) {
        var message = content.setMessageId(id).build();
        if (keyring != null) {
            message.getMessageProperties().setHeader("keyring", keyring);
        }
        rabbit.send(Broker.INTAKE, "any.key", message);
    }

    /** Of the records with this payload, in the order of their ids. */
    private List<Integer> keyrings(String payload) {
        return rows.jdbc()
                .sql("SELECT (id >> 40)::int FROM record WHERE payload = :payload ORDER BY id")
                .param("payload", payload.getBytes(UTF_8))
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private List<JsonNode> parked() {
        return rest.get("/api/v1/parked-messages?limit=500")
                .json()
                .get("items")
                .valueStream()
                .filter(item -> item.get("messageId").asString().startsWith(id))
                .toList();
    }

    private Rest.Answer keyed(String query, String lines) {
        return rest.post("/api/v1/records" + query, "application/x-ndjson", lines, "Idempotency-Key", id);
    }

    private long importing(String query, String lines) {
        var answer = rest.post("/api/v1/records" + query, "application/x-ndjson", lines);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("firstRecordId").asLong();
    }

    private static long keyringOf(long recordId) {
        return recordId >> 40;
    }

    private List<Long> ids(String path) {
        return rest.get(path)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asLong())
                .toList();
    }
}
