package dev.signet.audit.intake;

import static dev.signet.audit.RunningAudit.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.signet.audit.RunningAudit;
import dev.signet.contract.Broker;
import dev.signet.contract.ParkedMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class AuditListenerIT {
    private static RunningAudit audit;

    private final String source = "/" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory);
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void eventsArriveByTheBrokerToo() {
        for (var i = 0; i < 1000; i++) {
            publish("audit.test.happened", event(source, "n" + i, "test.happened", "{\"n\":" + i + "}"));
        }

        await().until(() -> count() == 1000);
        await().until(this::queueIsEmpty);
    }

    @Test
    void messageIsNotAcknowledgedBeforeItsEventIsCommitted() {
        audit.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            audit.jdbc().sql("SELECT 1 FROM log_head FOR UPDATE").query().singleRow(); // nobody can append
            publish("audit.x", event(source, "held up", "t", "{}"));
            audit.database().awaitBackendWaitingForLock();

            await().during(Duration.ofMillis(300)).until(() -> !queueIsEmpty());
        });

        await().until(this::queueIsEmpty);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void messageThatComesAgainIsTakenOnce() {
        publish("audit.x", event(source, "1", "t", "{}"));
        publish("audit.x", event(source, "1", "t", "{}"));
        publish("audit.x", event(source, "2", "t", "{}"));

        await().until(() -> count() == 2);
        await().until(this::queueIsEmpty);
        assertThat(audit.parking().parked())
                .extracting(ParkedMessage::body)
                .noneMatch(body -> text(body.toArray()).contains(source));
    }

    @Test
    void whatCanBeNoEventIsParkedWithItsReasonAndTheOthersGoIn() {
        publish("audit.x", "no event " + source);
        publish("audit.x", event(source, "taken", "t", "{\"a\":1}"));
        await().until(() -> count() == 1);
        publish("audit.x", event(source, "taken", "t", "{\"a\":2}"));
        publish("audit.x", event(source, "good", "t", "{}"));

        await().until(() -> count() == 2);
        await().until(() -> audit.parking().parked().stream()
                        .filter(parked -> text(parked.body().toArray()).contains(source))
                        .count()
                == 2);
        assertThat(audit.parking().parked())
                .filteredOn(parked -> text(parked.body().toArray()).contains(source))
                .extracting(ParkedMessage::queue, parked -> parked.reason().replaceAll(":.*", ""))
                .containsExactlyInAnyOrder(
                        tuple(AuditMessaging.QUEUE, "The body is not well-formed JSON, or names a member twice"),
                        tuple(
                                AuditMessaging.QUEUE,
                                "Another event with this source and id is in the log; a new event needs a new id."));
    }

    @Test
    void messageWaitsInTheQueueWhileItCanNeitherBeTakenNorParked() {
        audit.parking().setDown(true);
        try {
            publish("audit.x", "no event " + source);
            await().until(() -> !queueIsEmpty());
        } finally {
            audit.parking().setDown(false);
        }

        await().until(this::queueIsEmpty);
        assertThat(audit.parking().parked())
                .filteredOn(parked -> text(parked.body().toArray()).contains(source))
                .hasSize(1);
    }

    private static void publish(String routingKey, String body) {
        Message message = MessageBuilder.withBody(body.getBytes(UTF_8))
                .setContentType(RunningAudit.ONE)
                .build();
        audit.bean(RabbitTemplate.class).send(Broker.EVENTS, routingKey, message);
    }

    private long count() {
        return audit.jdbc()
                .sql("SELECT count(*) FROM event WHERE source = :source")
                .param("source", source)
                .query(Long.class)
                .single();
    }

    // Broker-J counts what was delivered and is not acknowledged as well.
    private boolean queueIsEmpty() {
        var queue = audit.bean(AmqpAdmin.class).getQueueInfo(AuditMessaging.QUEUE);
        return queue != null && queue.getMessageCount() == 0;
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }
}
