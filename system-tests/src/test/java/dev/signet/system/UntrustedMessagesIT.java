package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.signet.contract.Broker;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever can publish to the broker can have nothing signed but what is stored, and can free no key. */
class UntrustedMessagesIT {
    private static final int RECORDS = 600;

    @Test
    void forgedAndStaleCompletionsAndRepeatedTriggersChangeNothing() throws Exception {
        try (var signet = TestSystem.create().with("signet.batch-size", 10).startAll()) {
            signet.seed(RECORDS, 3);
            try (var connection = signet.connectToBroker();
                    var channel = connection.createChannel()) {
                while (!signet.progress().state().isFinished()) {
                    for (var lie : lies(signet)) {
                        publish(channel, lie);
                    }
                }
            }

            var report = signet.assertProved(RECORDS);
            assertThat(report.batches()).isEqualTo(RECORDS / 10);
        }
    }

    @Test
    void whatIsNoMessageOfOursIsParkedOnceWithItsReason() throws Exception {
        try (var signet = TestSystem.create().with("signet.batch-size", 10).startAll()) {
            try (var connection = signet.connectToBroker();
                    var channel = connection.createChannel()) {
                publish(channel, new Lie(Broker.COMMANDS, "signing.triggered", "SigningTriggered", "{\"batchId\":"));
                publish(channel, new Lie(Broker.COMMANDS, "signing.triggered", "SomethingElse", "{}"));
                publish(channel, new Lie(Broker.COMMANDS, "signing.triggered", "SigningTriggered", trigger(4711)));
                publish(channel, new Lie(Broker.EVENTS, "signing.completed", "SigningCompleted", "[]"));
            }

            await().until(() -> signet.count("SELECT count(*) FROM collection.parked_message") == 4);
            signet.seed(50, 2).assertProved(50);
            assertThat(signet.count("SELECT count(*) FROM collection.parked_message WHERE length(reason) > 10"))
                    .isEqualTo(4);
            assertThat(signet.progress().parked()).isEqualTo(4);
        }
    }

    /** For every lease there has been: completions under its token, an older one and a newer one; and the trigger of every batch again. */
    private static List<Lie> lies(TestSystem signet) throws SQLException {
        var lies = new ArrayList<Lie>();
        var sql =
                "SELECT l.batch_id, l.id, k.kid, l.token FROM keys.key_lease l JOIN keys.signing_key k ON k.id = l.key_id ORDER BY random() LIMIT 5";
        signet.rows(sql, row -> {
            for (var token : List.of(row.getLong(4), Math.max(1, row.getLong(4) - 1), row.getLong(4) + 1)) {
                lies.add(completion(row.getLong(1), row.getString(2), row.getString(3), token));
            }
            lies.add(new Lie(Broker.COMMANDS, "signing.triggered", "SigningTriggered", trigger(row.getLong(1))));
        });
        return lies;
    }

    private static Lie completion(long batch, String lease, String key, long token) {
        var body = """
                {"batchId":"%d","leaseId":"%s","keyId":"%s","token":%d,"outcome":"STORED","size":10,"timings":{"lease":0,"sign":0,"store":0}}""".formatted(batch, lease, key, token);
        return new Lie(Broker.EVENTS, "signing.completed", "SigningCompleted", body);
    }

    private static String trigger(long batch) {
        return "{\"batchId\":\"%d\",\"runId\":\"1\",\"firstRecordId\":\"1\",\"lastRecordId\":\"1\",\"size\":1,\"attempt\":1}"
                .formatted(batch);
    }

    private static void publish(Channel channel, Lie lie) throws Exception {
        var properties = new AMQP.BasicProperties.Builder()
                .type(lie.type())
                .contentType("application/json")
                .messageId(UUID.randomUUID().toString())
                .deliveryMode(2)
                .build();
        channel.basicPublish(
                lie.exchange(), lie.routingKey(), properties, lie.body().getBytes(StandardCharsets.UTF_8));
    }

    private record Lie(String exchange, String routingKey, String type, String body) {}
}
