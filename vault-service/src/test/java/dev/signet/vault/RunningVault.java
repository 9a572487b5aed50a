package dev.signet.vault;

import dev.signet.testing.TestBroker;
import dev.signet.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** vault-service as it runs, on a real database and a real broker, beside a stand-in for collection-service. */
public final class RunningVault implements AutoCloseable {
    public static final String KEY = "Signet-Vault-Key";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database = TestDatabase.fresh();
    private final TestBroker broker;
    private final RecordsStandIn records = new RecordsStandIn();
    private final List<String> arguments;
    private final ConfigurableApplicationContext context;

    public RunningVault(Path directory, String... settings) {
        this(directory, TestBroker.embedded(), "embedded", settings);
    }

    /** @param broker a given one; closed with the service */
    public RunningVault(Path directory, TestBroker broker, String profile, String... settings) {
        this.broker = broker;
        try {
            Files.writeString(directory.resolve("vault-service.token"), "token-of-vault-service");
            Files.writeString(directory.resolve("kek"), Base64.getEncoder().encodeToString(new byte[32]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        arguments = new ArrayList<>(List.of(
                "--signet.port=0",
                "--signet.amqp-url=" + broker.amqpUri(),
                "--signet.amqp.profile=" + profile,
                "--signet.collection-url=" + records.uri(),
                "--signet.tokens.dir=" + directory,
                "--signet.vault.kek-file=" + directory.resolve("kek")));
        arguments.addAll(database.arguments("signet_test_vault"));
        arguments.addAll(List.of(settings));
        context = another();
    }

    /** One more instance, on the same database and the same broker; the test closes it. */
    public ConfigurableApplicationContext another() {
        return VaultApplication.application().run(arguments.toArray(String[]::new));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public URI broker() {
        return URI.create(broker.amqpUri());
    }

    public TestDatabase database() {
        return database;
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public RecordsStandIn records() {
        return records;
    }

    /** @param headers names and values */
    public HttpResponse<byte[]> put(String id, byte[] payload, String... headers) {
        return send(path(id), request -> request.PUT(BodyPublishers.ofByteArray(payload)), headers);
    }

    /** The key of what was stored. */
    public String stored(String id, byte[] payload, String... headers) {
        var answer = put(id, payload, headers);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return json(answer).path("key").asString();
    }

    public HttpResponse<byte[]> open(String id, String key, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return send(
                path(id) + "/open",
                request -> request.POST(BodyPublishers.ofString("{\"key\":\"%s\"}".formatted(key))),
                all.toArray(String[]::new));
    }

    public HttpResponse<byte[]> remove(String id, String key) {
        return send(path(id), HttpRequest.Builder::DELETE, KEY, key);
    }

    private static String path(String id) {
        return "/api/v1/vault/" + id;
    }

    public HttpResponse<byte[]> send(String path, UnaryOperator<HttpRequest.Builder> request, String... headers) {
        var asked = request.apply(HttpRequest.newBuilder(URI.create(uri() + path)));
        try {
            return http.send(
                    (headers.length == 0 ? asked : asked.headers(headers)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        context.close();
        broker.close();
        records.close();
    }
}
