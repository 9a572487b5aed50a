package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningTriggered;
import dev.signet.contract.Statement.Order;
import dev.signet.platform.statement.Statements;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Publishes messages, confirmed, and knows what must have become of each. */
final class CrashPublisher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MANY = 100;

    private final Connection connection;
    private final Channel channel;
    private final Set<String> malformed = new LinkedHashSet<>();
    private final Set<String> parked = new LinkedHashSet<>();
    private int records;
    private int logins;

    CrashPublisher(Connection connection) throws Exception {
        this.connection = connection;
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    /** One that is stored as it stands, and one of a type, which is masked. */
    void record() throws Exception {
        publish(Broker.INTAKE, "records", "record", "record " + ++records);
        publish(Broker.INTAKE, "records", "intake.login", login());
    }

    /** Enough for a group of many: logins, some of which come again, or are none. */
    void manyRecords() throws Exception {
        for (int i = 0; i < MANY; i++) {
            var body = login();
            var id = send(Broker.INTAKE, "records", "intake.login", body);
            if (i % 10 == 0) {
                send(id, Broker.INTAKE, "records", "intake.login", body);
                malformed.add(send(Broker.INTAKE, "records", "intake.login", body.replace("locale", "language")));
            }
        }
        record();
    }

    private String login() {
        return "{\"user_id\":\"u%d\",\"app_version\":\"1\",\"device_type\":\"tv\",\"ip\":\"192.0.2.1\",\"locale\":\"de\",\"device_id\":\"d\"}"
                .formatted(++logins);
    }

    /** What the service can do nothing with, in its queue. */
    void malformed(Service service) throws Exception {
        malformed.add(
                switch (service) {
                    case SIGNING -> publish(Broker.COMMANDS, "signing.triggered", "SomethingElse", "{}");
                    case KEYS -> publish(Broker.EVENTS, "signing.completed", "SigningCompleted", "[]");
                    case COLLECTION -> {
                        malformed.add(publish(Broker.INTAKE, "records", "intake.login", "{\"ip\":\"192.0.2.1\"}"));
                        yield publish(Broker.INTAKE, "records", "record", "");
                    }
                    case AUDIT -> publish(Broker.EVENTS, "audit.nothing", "nothing", "{}");
                    case DISPATCHER, VAULT -> throw new IllegalArgumentException(service + " parks nothing");
                });
    }

    /** The first one of this batch, again. */
    void trigger(String batch, Statements dispatcher) throws Exception {
        var id = BatchId.of(batch);
        var record = new RecordId(1);
        var trigger =
                new SigningTriggered(id, new RunId(1), record, record, 1, 1).ordered(dispatcher.sign(new Order(id, 1)));
        publish(Broker.COMMANDS, "signing.triggered", "SigningTriggered", JSON.writeValueAsString(trigger));
    }

    /** Whether all messages of the intake are acknowledged. */
    boolean intakeIsEmpty() throws IOException {
        return channel.messageCount("collection-service.intake")
                == 0; // this broker counts those that are under way, too
    }

    private String publish(String exchange, String routingKey, String type, String body) throws Exception {
        var id = send(exchange, routingKey, type, body);
        channel.waitForConfirmsOrDie(PATIENCE.toMillis());
        return id;
    }

    private String send(String exchange, String routingKey, String type, String body) throws IOException {
        return send(UUID.randomUUID().toString(), exchange, routingKey, type, body);
    }

    private String send(String id, String exchange, String routingKey, String type, String body) throws IOException {
        var properties = new AMQP.BasicProperties.Builder()
                .type(type)
                .contentType("application/json")
                .messageId(id)
                .deliveryMode(2)
                .build();
        channel.basicPublish(exchange, routingKey, true, properties, body.getBytes(UTF_8));
        return id;
    }

    /** How many messages were records. */
    int records() {
        return records + logins;
    }

    /** How many of them were of a type. */
    int logins() {
        return logins;
    }

    /** The ids of all messages that must have been parked. */
    Set<String> malformed() {
        return malformed;
    }

    /** The ids of all messages that were in the parking queue until now. */
    Set<String> parked() throws IOException {
        for (var next = channel.basicGet(Broker.PARKING, true);
                next != null;
                next = channel.basicGet(Broker.PARKING, true)) {
            parked.add(next.getProps().getMessageId());
        }
        return parked;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
