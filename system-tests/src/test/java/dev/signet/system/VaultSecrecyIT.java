package dev.signet.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.signet.contract.ReplyQueues;
import dev.signet.system.check.FileSearch;
import dev.signet.system.check.Needles;
import dev.signet.system.check.SecretForms;
import dev.signet.testing.RabbitNode;
import dev.signet.testing.TestBroker;
import dev.signet.vaultclient.BrokerReply;
import dev.signet.vaultclient.BrokerRequest;
import dev.signet.vaultclient.BrokerRequest.Operation;
import dev.signet.vaultclient.Envelope;
import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.Vault;
import dev.signet.vaultclient.VaultFailure;
import dev.signet.vaultclient.VaultSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Who takes everything that is kept and everything that is written – database, broker, audit log, logs – learns no id, no payload and no key. */
@ExtendWith(OutputCaptureExtension.class)
class VaultSecrecyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Of every service that runs in this JVM; see logback-test.xml. */
    private static final Path LOG = Path.of("target", "system-tests.log");

    private static final int LARGE = 1024 * 1024; // several segments, and the most that goes over the broker

    private static final String UNSIGNED =
            "SELECT (SELECT count(*) FROM collection.record) - (SELECT count(*) FROM collection.signature)";

    private final Map<String, List<byte[]>> secrets = new HashMap<>();

    @Test
    void dumpOfEverythingRevealsNoIdNoPayloadAndNoKey(@TempDir Path directory, CapturedOutput output) throws Exception {
        try (var system = TestSystem.create().startAll().seed(10, 2);
                var node = VaultNode.start(system, directory.resolve("vault.log"))) {
            use(system, node, directory);
            await().atMost(PATIENCE).until(() -> system.count("SELECT count(*) FROM vault.outbox") == 0);
            await().atMost(PATIENCE).until(() -> system.count(UNSIGNED) == 0);
            assertThat(system.proof().holds()).isTrue();
            system.execute("CHECKPOINT");

            Files.writeString(directory.resolve("tables"), Dump.tables(system), ISO_8859_1);
            Files.writeString(directory.resolve("output"), output.getAll());
            var places = places(system, directory);

            assertThat(new FileSearch(new Needles(secrets)).in(places)).isEmpty();
            var locator = system.texts(
                            "SELECT translate(encode(locator, 'base64'), '+/=', '-_') FROM vault.item LIMIT 1")
                    .getFirst();
            assertThat(new FileSearch(new Needles(Map.of("locator", List.of(locator.getBytes(UTF_8))))).in(places))
                    .as("what is there is found, in the tables and in their files")
                    .containsKey(directory.resolve("tables"))
                    .hasSizeGreaterThanOrEqualTo(places.size() - 4);
            var started = Stream.of(node.uri(), system.url(Service.COLLECTION), system.url(Service.AUDIT))
                    .map(service ->
                            "started on port %d ".formatted(service.getPort()).getBytes(UTF_8))
                    .toList();
            assertThat(new FileSearch(new Needles(Map.of("started", started))).in(places))
                    .as("and in the logs")
                    .containsKeys(directory.resolve("vault.log"), LOG);
        }
    }

    @Test
    void filesOfRabbitMqRevealNothingEither(@TempDir Path directory) throws Exception {
        var rabbit = TestBroker.rabbit().filter(RabbitNode.class::isInstance).map(RabbitNode.class::cast);
        assumeTrue(
                rabbit.isPresent(), "no RabbitMQ whose files can be read: install the Debian package rabbitmq-server");
        try (var system = TestSystem.on(rabbit.get()).startAll().seed(10, 2);
                var node = VaultNode.start(system, directory.resolve("vault.log"))) {
            use(system, node, directory);
            var written = leaveInQueues(system, node.publicKey());

            var places = List.of(rabbit.get().home());
            assertThat(new FileSearch(new Needles(secrets)).in(places)).isEmpty();
            for (var sealed : written) {
                assertThat(new FileSearch(new Needles(Map.of("sealed", List.of(sealed)))).in(places))
                        .as("what goes over the broker is in its files")
                        .isNotEmpty();
            }
        }
    }

    /** Requests that were taken, and replies that nobody takes: as they are sealed. */
    private List<byte[]> leaveInQueues(TestSystem system, PublicKey vault) throws Exception {
        var written = new ArrayList<byte[]>();
        var replies = ReplyQueues.PREFIX + UUID.randomUUID();
        var id = secret("id", UUID.randomUUID().toString().getBytes(UTF_8));
        var key = secret("key", random(32));
        var payload = secret("payload", random(100));
        try (var connection = system.connectToBroker();
                var channel = connection.createChannel()) {
            channel.queueDeclare(replies, true, false, false, Map.of("x-queue-type", "quorum"));
            for (var operation : Operation.values()) {
                var envelope = Envelope.to(vault);
                var request = new BrokerRequest(operation, "", id, key, false, payload);
                var sealed = envelope.sealRequest(new JsonMapper().writeValueAsBytes(request));
                var asking = new BasicProperties.Builder().replyTo(replies).correlationId("1");
                channel.basicPublish(BrokerRequest.EXCHANGE, BrokerRequest.ROUTING_KEY, asking.build(), sealed);
                written.add(sealed);
                var reply = await().atMost(PATIENCE).until(() -> channel.basicGet(replies, false), Objects::nonNull);
                assertThat(reply.getProps().getType()).isEqualTo(BrokerReply.TYPE);
                if (operation == Operation.RETRIEVE) {
                    assertThat(new String(envelope.openReply(reply.getBody()), UTF_8))
                            .contains(Base64.getEncoder().encodeToString(payload));
                }
                written.add(reply.getBody());
            }
        }
        return written;
    }

    /** By every way there is. */
    private void use(TestSystem system, VaultNode node, Path directory) throws Exception {
        try (var console = VaultNode.console(system, node.uri(), directory.resolve("console.log"))) {
            use(console.uri(), Files.readString(system.operatorFile()).strip());
            use(node.uri(), "unused");
            try (var overBroker = node.overBroker(system, PATIENCE, PATIENCE)) {
                storeAndOpen(overBroker, random(100));
                storeAndOpen(overBroker, random(LARGE));
            }
        }
    }

    /** All that a client can do, and what it should not. */
    private void use(URI server, String token) throws Exception {
        var settings = VaultSettings.of(server).withToken(token);
        try (var vault = HttpVault.at(settings);
                var paranoid = HttpVault.at(settings.paranoidly())) {
            storeAndOpen(vault, random(100));
            storeAndOpen(vault, random(LARGE));
            storeAndOpen(paranoid, random(100));
            var id = secret("id", UUID.randomUUID().toString().getBytes(UTF_8));
            assertThatThrownBy(() -> vault.retrieve(id, secret("key", random(32))))
                    .isInstanceOf(VaultFailure.class);
            assertThatThrownBy(() -> vault.retrieve(id, secret("key", random(31))))
                    .isInstanceOf(VaultFailure.class);
            var tooLong = secret("id", random(600));
            assertThatThrownBy(() -> vault.store(tooLong, new byte[0])).isInstanceOf(VaultFailure.class);
        }
        storeAndOpenJson(server, token);
        for (var odd :
                List.of("%s|", "%s/open/../x", "%s%%zz", "%s%%2F", "%s;a=b", "%s\\", "..%%2f%s", "%s/other?a=[")) {
            var id = UUID.randomUUID().toString();
            secret("id", id.getBytes(UTF_8));
            for (var method : List.of("PUT", "GET", "POST", "BREW")) {
                raw(server, "%s /api/v1/vault/%s HTTP/1.1".formatted(method, odd.formatted(id)), token);
            }
        }
    }

    private void storeAndOpen(Vault vault, byte[] payload) {
        var id = secret("id", ("customer-" + UUID.randomUUID()).getBytes(UTF_8));
        for (var at = 0; at < payload.length; at += 100_000) { // a few pieces of each segment
            secret("payload", Arrays.copyOfRange(payload, at, payload.length));
        }
        var key = secret("key", vault.store(id, payload));
        assertThat(vault.retrieve(id, key)).isEqualTo(payload);
        vault.store(id, payload);
        vault.remove(id, key);
        assertThatThrownBy(() -> vault.retrieve(id, key)).isInstanceOf(VaultFailure.class);
    }

    /** As JSON, under a key that the vault makes. */
    private void storeAndOpenJson(URI server, String token) throws Exception {
        var id = new String(secret("id", UUID.randomUUID().toString().getBytes(UTF_8)), UTF_8);
        var name = new String(secret("payload", UUID.randomUUID().toString().getBytes(UTF_8)), UTF_8);
        var payload = "{\"name\":\"%s\"}".formatted(name);
        var path = "/api/v1/vault/" + id;

        var stored = json(server.resolve(path), token, request -> request.PUT(BodyPublishers.ofString(payload)));
        var key = new JsonMapper().readTree(stored).path("key").asString();
        secret("key", Base64.getUrlDecoder().decode(key));
        var opening = BodyPublishers.ofString("{\"key\":\"%s\"}".formatted(key));
        assertThat(json(server.resolve(path + "/open"), token, request -> request.POST(opening)))
                .isEqualTo(payload);
    }

    private static String json(URI uri, String token, UnaryOperator<HttpRequest.Builder> question) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = question.apply(HttpRequest.newBuilder(uri))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json");
            var answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
            return answer.body();
        }
    }

    private static void raw(URI server, String line, String token) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 ");
        }
    }

    private byte[] secret(String what, byte[] bytes) {
        secrets.merge(what, SecretForms.of(bytes), (some, more) -> {
            var all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        });
        return bytes;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random().nextBytes(bytes);
        return bytes;
    }

    /** What was written, and the files of the database where they are ours. The broker of these tests has none: it keeps all in memory. */
    private static List<Path> places(TestSystem system, Path directory) {
        var places = new ArrayList<>(List.of(directory.resolve("tables")));
        Dump.files(system).ifPresent(places::add);
        places.add(directory.resolve("vault.log"));
        places.add(directory.resolve("console.log"));
        places.add(directory.resolve("output"));
        places.add(LOG);
        return places;
    }
}
