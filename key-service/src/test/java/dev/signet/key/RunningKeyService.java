package dev.signet.key;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.testing.TestBroker;
import dev.signet.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** key-service as it runs, on a real database and a real broker, beside a fake collection-service. */
public final class RunningKeyService implements AutoCloseable {
    private static final String WORKER_TOKEN = "token-of-signing-service";

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database = TestDatabase.fresh();
    private final TestBroker broker = TestBroker.embedded();
    private final CollectionFake collection = new CollectionFake();
    private final List<String> arguments;
    private ConfigurableApplicationContext context;

    private RunningKeyService(Path directory, String... settings) throws IOException {
        this.arguments = new ArrayList<>(List.of(
                "--signet.port=0",
                "--signet.amqp-url=" + broker.amqpUri(),
                "--signet.amqp.profile=embedded",
                "--signet.collection-url=" + collection.uri(),
                "--signet.audit-url=http://127.0.0.1:1",
                "--signet.tokens.dir=" + directory,
                "--signet.statement.dir=" + Issuers.DIR,
                "--signet.kek.file=" + directory.resolve("kek"),
                "--signet.lease.reap-interval=100ms",
                "--signet.lease.heartbeat=100ms",
                "--signet.ledger.check-interval=100ms"));
        arguments.addAll(database.arguments("signet_test_keys"));
        arguments.addAll(List.of(settings));
        writeSecrets(directory);
        this.context = KeyApplication.application().run(arguments.toArray(String[]::new));
    }

    public static RunningKeyService start(Path directory, String... settings) {
        try {
            return new RunningKeyService(directory, settings);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the service and starts it again on the same database. */
    public void restart(String... moreSettings) {
        context.close();
        arguments.addAll(List.of(moreSettings));
        context = KeyApplication.application().run(arguments.toArray(String[]::new));
    }

    /** The same on the same database, with these settings alone in place of the ones of the same name. */
    public void restartWith(String... settings) {
        context.close();
        for (var setting : settings) {
            arguments.removeIf(argument -> argument.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            arguments.add(setting);
        }
        context = KeyApplication.application().run(arguments.toArray(String[]::new));
    }

    /** Ends the service alone; what it uses goes on. */
    public void stop() {
        context.close();
    }

    private static void writeSecrets(Path directory) throws IOException {
        Files.writeString(directory.resolve("key-service.token"), "token-of-key-service");
        Files.writeString(directory.resolve("signing-service.token"), WORKER_TOKEN);
        Files.writeString(directory.resolve("collection-service.token"), "token-of-collection-service");
        Files.writeString(directory.resolve("seeder.token"), "token-of-seeder");
        Files.writeString(directory.resolve("kek"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public JsonMapper json() {
        return bean(JsonMapper.class);
    }

    public CollectionFake collection() {
        return collection;
    }

    public TestDatabase database() {
        return database;
    }

    public TestBroker broker() {
        return broker;
    }

    /** Forgets all keys and leases; the keyring's tick goes on. */
    public void clear() {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "TRUNCATE keys.key_lease, keys.archived_use, keys.key_event, keys.signing_key, keys.key_creation");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        collection.setDown(false);
        collection.giveReceipts(CollectionFake::signed);
        collection.fences().clear();
    }

    /** Makes new Ed25519 keys, in the order in which they are leased first. */
    public List<KeyId> generateKeys(int count) {
        return generated(Map.of("count", count, "algorithm", Algorithm.ED25519.label()));
    }

    /** The same in a keyring. */
    public List<KeyId> generateKeys(KeyringName keyring, int count) {
        return generated(Map.of("count", count, "algorithm", Algorithm.ED25519.label(), "keyring", keyring));
    }

    private List<KeyId> generated(Map<String, Object> wanted) {
        return postJson("/api/v1/keys", wanted)
                .path("keys")
                .valueStream()
                .map(JsonNode::asString)
                .map(KeyId::new)
                .toList();
    }

    public URI uri(String path) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    public JsonNode getJson(String path) {
        return json().readTree(get(path).body());
    }

    public JsonNode postJson(String path, Object body) {
        return json().readTree(post(path, body).body());
    }

    /** As signing-service where it is for services, else as anybody. */
    public HttpResponse<String> post(String path, Object body, String... headers) {
        return send(request(path, body, headers));
    }

    public HttpResponse<String> postAs(String service, String path, Object body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer token-of-" + service)
                .POST(BodyPublishers.ofByteArray(json().writeValueAsBytes(body)))
                .build());
    }

    public HttpResponse<String> postNothing(String path) {
        return send(
                HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()).build());
    }

    /** A second process of it, as far as the first can tell. */
    public Another another() {
        return new Another(KeyApplication.application().run(arguments.toArray(String[]::new)));
    }

    /** On the same database. */
    public final class Another implements AutoCloseable {
        private final ConfigurableApplicationContext second;

        private Another(ConfigurableApplicationContext second) {
            this.second = second;
        }

        public HttpResponse<String> postNothing(String path) {
            var port = second.getEnvironment().getRequiredProperty("local.server.port");
            return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .POST(BodyPublishers.noBody())
                    .build());
        }

        @Override
        public void close() {
            second.close();
        }
    }

    public HttpResponse<String> put(String path, Object body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(json().writeValueAsBytes(body)))
                .build());
    }

    public HttpRequest request(String path, Object body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json().writeValueAsBytes(body)));
        if (path.startsWith("/internal")) {
            request.header("Authorization", "Bearer " + WORKER_TOKEN);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
        collection.close();
        broker.close();
    }
}
