package dev.signet.collection.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.contract.Broker;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

@ViewsIT
class IntakeIT {
    private final String id = UUID.randomUUID().toString();

    @Autowired
    private RabbitTemplate rabbit;

    @Autowired
    @Qualifier("intakeContainer") private SimpleMessageListenerContainer container;

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Test
    void messagesBecomeRecordsWithTheirBytesUntouched() {
        for (int i = 0; i < 1000; i++) {
            publish(message(id + i, " not \u0000 JSON " + id + i + "\r\n"));
        }

        await().until(() -> recordsWith(id) == 1000);
        assertThat(rows.jdbc()
                        .sql("SELECT count(*) FROM record WHERE payload = :payload")
                        .param("payload", (" not \u0000 JSON " + id + "7\r\n").getBytes(UTF_8))
                        .query((row, _) -> row.getLong(1))
                        .single())
                .isEqualTo(1);
    }

    @Test
    void manyMessagesAreOneTransaction() {
        container.stop();
        for (int i = 0; i < 1000; i++) {
            publish(message(id + i, "together " + id + i));
        }
        container.start();

        await().until(() -> recordsWith("together " + id) == 1000);
        assertThat(transactions("record WHERE position(convert_to(:id, 'UTF8') IN payload) > 0"))
                .isEqualTo(transactions("intake_message WHERE position(:id IN message_id) = 1"))
                .isBetween(5L, 50L); // by groups of at most 200, some of which were not full
    }

    /** How many have written such rows. */
    private long transactions(String rowsWithId) {
        return rows.jdbc()
                .sql("SELECT count(DISTINCT xmin::text) FROM " + rowsWithId)
                .param("id", id)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    @Test
    void aMessageThatComesAgainIsStoredOnce() {
        publish(message(id, "once " + id));
        await().until(() -> recordsWith(id) == 1);

        publish(message(id, "once " + id));
        publish(message(id, "once " + id));
        publish(message(id + "-after", "after " + id));

        await().until(() -> recordsWith("after " + id) == 1);
        assertThat(recordsWith("once " + id)).isEqualTo(1);
    }

    @Test
    void parkedMessageThatIsReplayedBecomesARecordAndLeavesTheList() {
        var parked =
                park("collection-service.intake", id + " " + UUID.nameUUIDFromBytes(("again " + id).getBytes(UTF_8)));

        var answer = rest.post("/api/v1/parked-messages/" + parked + "/replay", "application/json", "");

        assertThat(answer.status()).isEqualTo(204);
        await().until(() -> recordsWith("again " + id) == 1);
        assertThat(rows.told("dev.signet.message.replayed")).containsOnlyOnce(Long.toString(parked));
        assertThat(rest.post("/api/v1/parked-messages/" + parked + "/replay", "application/json", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void parkedMessageThatStillCannotBeProcessedStays() {
        publish(message(id, "too long " + id + "x".repeat(102_400)));
        await().until(() -> parkedWith("too long " + id) == 1);
        var parked = rows.jdbc()
                .sql("SELECT id FROM parked_message WHERE position(:text::bytea IN body) > 0")
                .param("text", ("too long " + id).getBytes(UTF_8))
                .query(Long.class)
                .single();

        var answer = rest.post("/api/v1/parked-messages/" + parked + "/replay", "application/json", "");

        assertThat(answer.status()).isEqualTo(204);
        await().until(() -> parkedWith("too long " + id) == 1);
        await().during(Duration.ofMillis(300)).until(() -> parkedWith("too long " + id) == 1);
    }

    @Test
    void parkedMessageOfNoKnownQueueCanOnlyBeDiscarded() {
        var parked = park("", id);

        assertThat(rest.post("/api/v1/parked-messages/" + parked + "/replay", "application/json", "")
                        .status())
                .isEqualTo(409);
        assertThat(rest.send(rest.request("/api/v1/parked-messages/" + parked).DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(rest.send(rest.request("/api/v1/parked-messages/" + parked).DELETE())
                        .status())
                .isEqualTo(404);
        assertThat(rows.told("dev.signet.message.discarded")).containsOnlyOnce(Long.toString(parked));
    }

    @Test
    void twoPublishersMayNumberTheirMessagesAlike() {
        publish(message(id, "one publisher's " + id));
        publish(message(id, "another publisher's " + id));

        await().until(() -> recordsWith("publisher's " + id) == 2);
    }

    @Test
    void withoutAnIdTheContentTellsMessagesApart() {
        publish(new Message(("a " + id).getBytes(UTF_8)));
        publish(new Message(("a " + id).getBytes(UTF_8)));
        publish(new Message(("b " + id).getBytes(UTF_8)));

        await().until(() -> recordsWith("b " + id) == 1);
        assertThat(recordsWith("a " + id)).isEqualTo(1);
    }

    @Test
    void whatCanBeNoRecordIsParkedAndTheOthersGoIn() {
        publish(message(id, ""));
        publish(message(id + "-long", "x".repeat(102_401)));
        publish(message(id + "\u0000", "a NUL is no text " + id));
        publish(message(id + "-good", "good " + id));

        await().until(() -> recordsWith("good " + id) == 1);
        await().untilAsserted(() -> assertThat(parkedReasons())
                .contains(
                        "the message is empty, and a record has at least one byte",
                        "the message has 102401 bytes, and a record at most 102400")
                .contains("the database refuses it"));
        assertThat(recordsWith("a NUL is no text " + id)).isZero();
    }

    private static Message message(String id, String body) {
        return MessageBuilder.withBody(body.getBytes(UTF_8)).setMessageId(id).build();
    }

    private void publish(Message message) {
        rabbit.send(Broker.INTAKE, "any.key", message);
    }

    private long recordsWith(String text) {
        return rows.jdbc()
                .sql("SELECT count(*) FROM record WHERE position(:text::bytea IN payload) > 0")
                .param("text", text.getBytes(UTF_8))
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private String parkedReasons() {
        return rest.get("/api/v1/parked-messages?limit=500").text();
    }

    private long park(String queue, String messageId) {
        return rows.jdbc()
                .sql("""
                        INSERT INTO parked_message (message_id, queue, exchange, routing_key, type, reason, body)
                        VALUES (:id, :queue, 'e', 'k', '', 'it could not be read', :body)
                        RETURNING id
                        """)
                .param("id", messageId)
                .param("queue", queue)
                .param("body", ("again " + id).getBytes(UTF_8))
                .query(Long.class)
                .single();
    }

    private long parkedWith(String text) {
        return rows.jdbc()
                .sql("SELECT count(*) FROM parked_message WHERE position(:text::bytea IN body) > 0")
                .param("text", text.getBytes(UTF_8))
                .query(Long.class)
                .single();
    }
}
