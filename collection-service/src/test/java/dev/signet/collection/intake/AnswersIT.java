package dev.signet.collection.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.contract.Broker;
import dev.signet.contract.IntakeAnswer;
import dev.signet.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ViewsIT
class AnswersIT {
    private static final long PATIENCE_MILLIS = 30_000;
    private static final long A_WHILE_MILLIS = 500;
    private static final String STORED = "{\"outcome\":\"STORED\"}";

    private final String id = UUID.randomUUID().toString();
    private final String replies = "signet.replies." + id;
    private final RabbitTemplate rabbit;
    private final AmqpAdmin admin;
    private final TransactionTemplate transaction;
    private final PlanningLock planning;
    private final TestDatabase database;

    @Autowired
    AnswersIT(
            RabbitTemplate rabbit,
            AmqpAdmin admin,
            TransactionTemplate transaction,
            PlanningLock planning,
            TestDatabase database) {
        this.rabbit = rabbit;
        this.admin = admin;
        this.transaction = transaction;
        this.planning = planning;
        this.database = database;
    }

    @BeforeEach
    void declareReplies() {
        declare(replies);
    }

    @AfterEach
    void deleteReplies() {
        admin.deleteQueue(replies);
    }

    @Test
    void senderHearsWhatBecameOfEachMessage() {
        send("new", "a record " + id, replies);
        assertThat(answers(1)).containsExactly(Map.entry("new", STORED));

        send("again", "a record " + id, replies);
        send("none", "", replies);

        assertThat(answers(2))
                .containsEntry("again", "{\"outcome\":\"DUPLICATE\"}")
                .containsEntry(
                        "none",
                        "{\"outcome\":\"PARKED\",\"reason\":\"the message is empty, and a record has at least one byte\"}");
    }

    @Test
    void nobodyHearsAnythingBeforeTheCommit() {
        transaction.executeWithoutResult(_ -> {
            planning.exclusive();
            send("held up", "held up " + id, replies);
            database.awaitBackendWaitingForLock();

            assertThat(rabbit.receive(replies, A_WHILE_MILLIS)).isNull();
        });

        assertThat(answers(1)).containsExactly(Map.entry("held up", STORED));
    }

    @Test
    void whatNamesAnotherKindOfQueueOrOneThatIsGoneIsStoredAndNotAnswered() {
        var another = "another-service." + id;
        declare(another);
        send("to another", "to another " + id, another);
        send("to nobody", "to nobody " + id, replies + ".gone");
        send(null, "without a correlation " + id, replies);
        send("to the sender", "to the sender " + id, replies);

        assertThat(answers(1)).containsExactly(Map.entry("to the sender", STORED));
        assertThat(rabbit.receive(another)).isNull();
    }

    private void declare(String queue) {
        admin.declareQueue(new Queue(queue, false));
    }

    private void send(@Nullable String correlation, String body, String replyTo) {
        var message = MessageBuilder.withBody(body.getBytes(UTF_8)).setReplyTo(replyTo);
        if (correlation != null) {
            message.setCorrelationId(correlation);
        }
        rabbit.send(Broker.INTAKE, "any.key", message.build());
    }

    /** By their correlation. */
    private Map<String, String> answers(int count) {
        var answers = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
            var answer = requireNonNull(rabbit.receive(replies, PATIENCE_MILLIS));
            assertThat(answer.getMessageProperties().getType()).isEqualTo(IntakeAnswer.TYPE);
            answers.put(answer.getMessageProperties().getCorrelationId(), text(answer));
        }
        return answers;
    }

    private static String text(Message message) {
        return new String(message.getBody(), UTF_8);
    }
}
