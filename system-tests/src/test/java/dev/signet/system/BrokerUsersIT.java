package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.signet.testing.RabbitNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The services' users of RabbitMQ: with what they may do the system works, and who has one of them cannot do more. */
class BrokerUsersIT {
    private static final int DENIED = 403;
    private static final int RECORDS = 300;
    private static final Map<Service, String> NAMES = Map.of(
            Service.COLLECTION, "collection-service",
            Service.KEYS, "key-service",
            Service.AUDIT, "audit-service",
            Service.SIGNING, "signing-service",
            Service.DISPATCHER, "batch-dispatcher");

    @TempDir
    private static Path dir;

    private static HandedOut handedOut = new HandedOut(Path.of("."));
    private static List<RabbitNode> started = List.of();

    /** A run, which declares all queues as well. */
    @BeforeAll
    static void everythingIsSignedByServicesThatMayDoNoMoreThanTheyNeed() {
        assumeTrue(RabbitNode.isInstalled(), "no RabbitMQ: install the Debian package rabbitmq-server");
        handedOut = HandedOut.in(dir);
        var clients =
                URI.create(handedOut.read("clients", "amqp-url")).getUserInfo().split(":", 2);
        var node = RabbitNode.startWith(handedOut.of("rabbitmq").resolve("definitions.json"), clients[0], clients[1]);
        started = List.of(node);
        try (var signet = TestSystem.on(node).with("signet.batch-size", 20)) {
            handedOut.migrate(signet.database());
            NAMES.forEach((service, name) -> tell(signet, service, name));

            signet.startAll().seed(RECORDS, 3);

            signet.assertProved(RECORDS);
        }
    }

    private static void tell(TestSystem signet, Service service, String name) {
        signet.with(service, "signet.tokens.dir", handedOut.of(name))
                .with(service, "signet.statement.dir", handedOut.of(name))
                .with(service, "signet.amqp-url", handedOut.amqpUrl(name, broker()))
                .with(service, "signet.intake.amqp-url", handedOut.amqpUrl(name, broker()));
        if (HandedOut.SCHEMAS.containsKey(name)) {
            signet.with(service, "signet.database-migrate", false)
                    .with(service, "signet.database-owner-user", HandedOut.role(name))
                    .with(service, "signet.database-owner-password", handedOut.read(name, "database-password"))
                    .with(service, "signet.database-user", HandedOut.role(name))
                    .with(service, "signet.database-password", handedOut.read(name, "database-password"));
        }
    }

    @AfterAll
    static void stop() {
        started.forEach(RabbitNode::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key-service.signing-completed",
                "audit-service.events",
                "collection-service.intake",
                "signet.parking"
            })
    void workerReadsNoQueueButItsOwn(String queue) throws Exception {
        assertDenied("signing-service", channel -> channel.basicGet(queue, false));
        assertDenied("signing-service", channel -> channel.queuePurge(queue));
    }

    @ParameterizedTest
    @CsvSource({
        "signing-service, signet.events, audit.dev.signet.key.leased",
        "signing-service, signet.commands, signing.triggered",
        "signing-service, signet.commands, signing.triggered.invoices",
        "signing-service, signet.intake, record",
        "signing-service, '', key-service.signing-completed",
        "batch-dispatcher, signet.events, signing.completed",
        "batch-dispatcher, '', signing-service.signing-triggered",
        "batch-dispatcher, '', signing-service.signing-triggered.invoices",
        "key-service, signet.commands, signing.triggered",
        "key-service, signet.events, signing.completed",
        "audit-service, signet.events, audit.x",
        "collection-service, signet.commands, signing.triggered",
        "collection-service, signet.events, signing.completed",
        "vault-service, signet.events, signing.completed",
        "clients, signet.events, signing.completed",
        "clients, '', key-service.signing-completed"
    })
    void nobodyPublishesWhatIsAnothersToSay(String user, String exchange, String routingKey) throws Exception {
        assertDenied(user, channel -> publish(channel, exchange, routingKey));
    }

    @Test
    void workerLeadsNothingIntoAnothersQueue() throws Exception {
        assertDenied(
                "signing-service",
                channel -> channel.queueBind("key-service.signing-completed", "signet.commands", "mine"));
    }

    @Test
    void workersOfAKeyringDeclareBindAndReadItsQueue() throws Exception {
        var queue = "signing-service.signing-triggered.invoices";
        try (var worker = connect("signing-service");
                var dispatcher = connect("batch-dispatcher")) {
            var channel = worker.createChannel();
            channel.queueDeclare(queue, true, false, false, Map.of());
            channel.queueBind(queue, "signet.commands", "signing.triggered.invoices");
            publish(dispatcher.createChannel(), "signet.commands", "signing.triggered.invoices");

            assertThat(channel.basicGet(queue, true)).isNotNull();
            channel.queueDelete(queue);
        }
        assertDenied("key-service", channel -> channel.queueDeclare(queue, true, false, false, Map.of()));
    }

    @Test
    void keyServiceHearsOfCompletionsAndNotOfEvents() throws Exception {
        assertDenied(
                "key-service",
                channel -> channel.queueBind("key-service.signing-completed", "signet.events", "audit.#"));
    }

    @Test
    void workerSaysThatItHasSigned() throws Exception {
        try (var connection = connect("signing-service")) {
            publish(connection.createChannel(), "signet.events", "signing.completed");
        }
    }

    @Test
    void guestIsNobody() {
        var guest = new ConnectionFactory();
        guest.setPort(URI.create(broker()).getPort());

        assertThatThrownBy(guest::newConnection).isInstanceOf(AuthenticationFailureException.class);
    }

    private interface Act {
        void on(Channel channel) throws Exception;
    }

    private static void publish(Channel channel, String exchange, String routingKey) throws Exception {
        channel.confirmSelect();
        channel.basicPublish(exchange, routingKey, new BasicProperties(), "{}".getBytes(UTF_8));
        channel.waitForConfirmsOrDie(10_000);
    }

    private static void assertDenied(String user, Act act) throws Exception {
        try (var connection = connect(user)) {
            var channel = connection.createChannel();
            assertThatThrownBy(() -> act.on(channel)).isInstanceOf(Exception.class);
            assertThat(channel.getCloseReason())
                    .isInstanceOfSatisfying(
                            ShutdownSignalException.class,
                            reason -> assertThat(reason.getReason().toString()).contains(String.valueOf(DENIED)));
        }
    }

    private static Connection connect(String user) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(handedOut.amqpUrl(user, broker()));
        return factory.newConnection();
    }

    private static String broker() {
        return started.getFirst().amqpUri();
    }
}
