package dev.signet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.platform.ServiceMain;
import dev.signet.testing.TestBroker;
import dev.signet.testing.TestDatabase;
import dev.signet.tlog.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** audit-service as it runs, on a real database and a real broker, as the role that may only append; beside a stand-in for collection-service. */
public final class RunningAudit implements AutoCloseable {
    public static final String ONE = "application/cloudevents+json";
    public static final String BATCH = "application/cloudevents-batch+json";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database;
    private final TestBroker broker;
    private final boolean ownsBroker;
    private final ParkingStandIn parking;
    private final Path directory;
    private final List<String> arguments;
    private @Nullable ConfigurableApplicationContext context;

    private RunningAudit(TestBroker broker, boolean ownsBroker, Path directory, String... settings) throws IOException {
        this.database = TestDatabase.fresh();
        this.broker = broker;
        this.ownsBroker = ownsBroker;
        this.parking = new ParkingStandIn();
        this.directory = directory;
        this.arguments = new ArrayList<>(List.of(
                "--signet.port=0",
                "--signet.amqp-url=" + broker.amqpUri(),
                "--signet.amqp.profile=embedded",
                "--signet.collection-url=" + parking.uri(),
                "--signet.tokens.dir=" + directory,
                "--signet.audit.key-file=" + keyFile(),
                "--signet.audit.checkpoint-file=" + checkpointFile()));
        arguments.addAll(database.arguments("signet_test_audit"));
        arguments.addAll(List.of(settings));
        Files.writeString(directory.resolve("audit-service.token"), "token-of-audit-service");
        Files.writeString(keyFile(), SigningKey.generate());
        start();
    }

    private RunningAudit(RunningAudit first) {
        this.database = first.database;
        this.broker = first.broker;
        this.ownsBroker = false;
        this.parking = first.parking;
        this.directory = first.directory;
        this.arguments = first.arguments;
        start();
    }

    /** Another process of the service, with the same around it. It is to be stopped first. */
    public RunningAudit another() {
        return new RunningAudit(this);
    }

    public static RunningAudit start(Path directory, String... settings) {
        return start(TestBroker.embedded(), true, directory, settings);
    }

    /** On a broker that others use before and after. */
    public static RunningAudit start(TestBroker broker, Path directory, String... settings) {
        return start(broker, false, directory, settings);
    }

    private static RunningAudit start(TestBroker broker, boolean ownsBroker, Path directory, String... settings) {
        try {
            return new RunningAudit(broker, ownsBroker, directory, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the same database as before. */
    public void start(String... moreSettings) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(moreSettings));
        context = AuditApplication.application().run(all.toArray(String[]::new));
    }

    /** Why it does not start. */
    public String startFails(String... moreSettings) {
        try {
            start(moreSettings);
        } catch (RuntimeException e) {
            return ServiceMain.reason(e);
        }
        throw new AssertionError("it started");
    }

    public void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    public <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return Objects.requireNonNull(context).getBean(name, type);
    }

    /** As the service itself. */
    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** As the database's superuser, without any trigger. */
    public void tamper(String... statements) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("SET search_path TO audit");
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestDatabase database() {
        return database;
    }

    public TestBroker broker() {
        return broker;
    }

    public ParkingStandIn parking() {
        return parking;
    }

    public Path keyFile() {
        return directory.resolve("key");
    }

    public Path checkpointFile() {
        return directory.resolve("published").resolve("checkpoints");
    }

    /** A whole event, as an application would send it. */
    public static String event(String source, String id, String type, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"%s","subject":"customer-1",
                 "time":"2026-11-30T17:31:00Z","actor":"alice","outcome":"success","data":%s}
                """.formatted(id, source, type, data);
    }

    public HttpResponse<String> submit(String event) {
        return post("/api/v1/events", ONE, event);
    }

    public HttpResponse<String> submitAll(List<String> events) {
        return post("/api/v1/events", BATCH, "[" + String.join(",", events) + "]");
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> put(String path, String contentType, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    public JsonNode getJson(String path) {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** The lines of an export without the last, which says how many they are. */
    public List<byte[]> exported() {
        var lines = get("/api/v1/exports/events.ndjson").body().lines().toList();
        var events = lines.subList(0, lines.size() - 1);
        if (!lines.getLast().equals("{\"end\":true,\"count\":%d}".formatted(events.size()))) {
            throw new AssertionError(lines.getLast());
        }
        return events.stream().map(line -> line.getBytes(UTF_8)).toList();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    public URI uri(String path) {
        var port = Objects.requireNonNull(context).getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        if (ownsBroker) {
            broker.close();
        }
        parking.close();
    }
}
