package dev.signet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.KeyringName;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.ServiceMain;
import dev.signet.testing.StatementKeys;
import dev.signet.testing.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class DispatcherIT {
    private static final String QUEUE = "contract.triggers";

    @TempDir
    private Path tokens;

    private final JsonMapper json = new JsonMapper();
    private TestBroker broker;
    private FakeCollection collection;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(tokens.resolve("batch-dispatcher.token"), "secret");
        broker = TestBroker.embedded();
        collection = new FakeCollection();
    }

    @AfterEach
    void end() {
        collection.close();
        broker.close();
    }

    @Test
    void dueBatchesArePublishedAndMarked() throws Exception {
        declareQueue();
        var first = collection.due(1);
        var second = collection.due(2);

        try (var _ = dispatcher()) {
            await().untilAsserted(() -> assertThat(collection.marked).containsExactly(first, second));
        }

        assertThat(published()).containsExactly(first, second);
    }

    @Test
    void batchesWaitForTheFirstWorkerToDeclareItsQueueAndThenGoOutAtOnce() throws Exception {
        var batch = collection.due(1);
        try (var _ = dispatcher()) {
            await().until(() -> collection.claims.get() > 0);
            await().during(Duration.ofMillis(500)).until(() -> collection.marked.isEmpty());
            assertThat(collection.claims).as("no hot loop").hasValueLessThan(15);

            declareQueue();

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(collection.marked).containsExactly(batch));
        }
        assertThat(published()).containsExactly(batch);
    }

    @Test
    void keyringThatNoWorkerServesHoldsUpNoOther() throws Exception {
        declareQueue();
        var mail = new KeyringName("mail");
        var waits = collection.due(1, mail);
        var goes = collection.due(2);
        try (var _ = dispatcher()) {
            await().untilAsserted(() -> assertThat(collection.marked).containsExactly(goes));
            var later = collection.due(3);
            await().untilAsserted(() -> assertThat(collection.marked).containsExactly(goes, later));

            declareQueue("contract.triggers.mail", mail);

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(collection.marked).containsExactly(goes, later, waits));
        }
        assertThat(published("contract.triggers.mail")).containsExactly(waits);
        assertThat(published()).doesNotContain(waits);
    }

    @Test
    void goesOnWhenCollectionServiceIsBack() throws Exception {
        declareQueue();
        collection.away = true;
        var batch = collection.due(1);
        try (var _ = dispatcher()) {
            await().until(() -> collection.claims.get() >= 2);

            collection.away = false;

            await().untilAsserted(() -> assertThat(collection.marked).containsExactly(batch));
        }
    }

    @Test
    void goesOnWhenTheBrokerIsBackWithNothingLeft() throws Exception {
        declareQueue();
        try (var _ = dispatcher()) {
            broker.stop();
            var batch = collection.due(1);
            await().pollDelay(Duration.ofMillis(300)).until(() -> collection.marked.isEmpty());

            broker.restart();
            declareQueue();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(collection.marked).containsExactly(batch));
            assertThat(published()).contains(batch);
        }
    }

    @Test
    void brokerThatIsNotThereStopsTheStartWithOneSentence() {
        broker.stop();

        assertThatThrownBy(this::dispatcher)
                .satisfies(failure -> assertThat(ServiceMain.reason(failure))
                        .startsWith("the AMQP broker at 127.0.0.1:")
                        .contains("SIGNET_AMQP_URL"));
    }

    private ConfigurableApplicationContext dispatcher() {
        return DispatcherApplication.application()
                .run(
                        "--signet.amqp-url=" + broker.amqpUri(),
                        "--signet.amqp.profile=embedded",
                        "--signet.tokens.dir=" + tokens,
                        "--signet.statement.dir=" + StatementKeys.makeIn(tokens),
                        "--signet.collection-url=" + collection.uri(),
                        "--signet.port=0");
    }

    private ConnectionFactory connections() throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(broker.amqpUri());
        return factory;
    }

    private void declareQueue() throws Exception {
        declareQueue(QUEUE, KeyringName.DEFAULT);
    }

    private void declareQueue(String queue, KeyringName keyring) throws Exception {
        try (var connection = connections().newConnection();
                var channel = connection.createChannel()) {
            channel.exchangeDeclare(Broker.COMMANDS, "direct", true);
            channel.queueDeclare(queue, true, false, false, null);
            channel.queueBind(queue, Broker.COMMANDS, SigningTriggered.routingKey(keyring));
        }
    }

    private List<BatchId> published() throws Exception {
        return published(QUEUE);
    }

    private List<BatchId> published(String queue) throws Exception {
        var ids = new ArrayList<BatchId>();
        try (var connection = connections().newConnection();
                var channel = connection.createChannel()) {
            for (var got = channel.basicGet(queue, true); got != null; got = channel.basicGet(queue, true)) {
                ids.add(json.readValue(got.getBody(), SigningTriggered.class).batchId());
            }
        }
        return ids;
    }
}
