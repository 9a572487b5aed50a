package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.signet.contract.Broker;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Evidence.Sent;
import dev.signet.system.check.Evidence.Servers;
import dev.signet.system.check.Evidence.Traces;
import dev.signet.system.check.Journal;
import dev.signet.system.check.Payloads;
import dev.signet.system.check.TestKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run that kept every rule although there was something of everything: keys of all kinds, records by REST and as messages, messages that are none, a
 * record that nobody can sign, a worker that died with a lease and one that died after its store.
 */
final class CheckedRun implements AutoCloseable {
    static final int RECORDS = 200;

    private final TestSystem signet = TestSystem.create()
            .with("signet.batch-size", 10)
            .with("signet.lease.ttl", "3s")
            .with("signet.lease.reap-interval", "200ms")
            .with("signet.failure.retry-delay", "20ms");
    private final List<TestKey> keys = Stream.of("Ed25519", "Ed25519", "Ed25519", "EC", "RSA")
            .map(TestKey::generate)
            .toList();
    private final Payloads records = new Payloads();
    private final Payloads malformed = new Payloads();
    private final Payloads unsignable = new Payloads();

    CheckedRun() throws Exception {
        signet.start(Service.KEYS);
        signet.start(Service.COLLECTION);
        signet.start(Service.AUDIT);
        Journal.install(signet.servers());
        importKeys();
        importRecords();
        publishMessages();
        signet.start(Service.DISPATCHER);
        for (var step : List.of("WORKER_LEASED", "WORKER_STORED")) {
            assertThat(signet.startWorkerToDieAt(step).awaitExit(Duration.ofSeconds(60)))
                    .isEqualTo(137);
        }
        signet.start(Service.SIGNING, UnsignableRecordIT.RefusesOneRecord.class);
        signet.untilEnded();
        await().until(() -> signet.count("SELECT count(*) FROM keys.key_lease WHERE state <> 'CLOSED'") == 0);
        await().until(signet::isAllInTheAuditLog);
    }

    private void importKeys() throws IOException, InterruptedException {
        var files = keys.stream()
                .map(key -> "{\"name\":\"%s\",\"pem\":\"%s\"}"
                        .formatted(key.id(), key.pem().replace("\n", "\\n")))
                .collect(Collectors.joining(",", "{\"import\":[", "]}"));
        post(signet.url(Service.KEYS).resolve("/api/v1/keys"), "application/json", files);
    }

    // The third is the second once more: records are told apart by their ids, not by what is in them.
    private void importRecords() throws IOException, InterruptedException {
        var lines = IntStream.range(0, RECORDS)
                .mapToObj(n -> "{\"n\":%d}".formatted(n == 2 ? 1 : n))
                .toList();
        lines.forEach(line -> records.add(bytes(line)));
        unsignable.add(bytes(lines.get(41))); // record 42
        post(
                signet.url(Service.COLLECTION).resolve("/api/v1/records"),
                "application/x-ndjson",
                String.join("\n", lines));
    }

    private static void post(URI target, String type, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(target)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private void publishMessages() throws Exception {
        for (var n = 0; n < 5; n++) {
            publish(Broker.INTAKE, "any", "message " + n);
            records.add(bytes("message " + n));
        }
        publish(Broker.EVENTS, "signing.completed", "no completion");
        malformed.add(bytes("no completion"));
        publish(Broker.INTAKE, "any", "");
        malformed.add(bytes(""));
        await().until(() -> signet.count("SELECT count(*) FROM collection.record") == RECORDS + 5);
        await().until(() -> signet.count("SELECT count(*) FROM collection.parked_message") == 2);
    }

    void publish(String exchange, String routingKey, String body) throws Exception {
        var properties = new AMQP.BasicProperties.Builder()
                .messageId(UUID.randomUUID().toString())
                .deliveryMode(2)
                .build();
        try (var connection = signet.connectToBroker();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(exchange, routingKey, properties, bytes(body));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    void purge(String queue) throws Exception {
        try (var connection = signet.connectToBroker();
                var channel = connection.createChannel()) {
            channel.queuePurge(queue);
        }
    }

    void stopServices() {
        for (var service :
                List.of(Service.DISPATCHER, Service.SIGNING, Service.COLLECTION, Service.KEYS, Service.AUDIT)) {
            signet.stop(service);
        }
    }

    /** A copy of its database, to be broken. The services are stopped. */
    Servers copy() throws SQLException {
        var original = signet.servers();
        var name = original.jdbcUrl().replaceAll(".*/|\\?.*", "");
        var copy = "copy_" + UUID.randomUUID().toString().replace("-", "");
        execute(at(original, "postgres"), "CREATE DATABASE %s TEMPLATE %s".formatted(copy, name));
        return at(original, copy);
    }

    private static Servers at(Servers servers, String database) {
        return new Servers(
                servers.jdbcUrl().replaceFirst("(//[^/]+/)[^?]*", "$1" + database),
                servers.user(),
                servers.password(),
                servers.amqpUri(),
                servers.collection(),
                servers.keys());
    }

    static void execute(Servers servers, String sql) throws SQLException {
        try (var connection = servers.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Evidence evidence() throws SQLException {
        return evidence(signet.servers());
    }

    Evidence evidence(Servers servers) throws SQLException {
        return evidence(servers, new Sent(keys, records, malformed, new Payloads(), unsignable, false));
    }

    Evidence evidence(Servers servers, Sent sent) throws SQLException {
        var data = new ArrayList<Path>();
        signet.rows("SHOW data_directory", row -> data.add(Path.of(row.getString(1))));
        return new Evidence(servers, new Traces(List.of(), data, List.of()), sent);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        signet.close();
    }
}
