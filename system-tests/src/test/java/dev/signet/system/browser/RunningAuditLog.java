package dev.signet.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.audit.AuditApplication;
import dev.signet.embedded.FreePort;
import dev.signet.testing.TestBroker;
import dev.signet.testing.TestDatabase;
import dev.signet.tlog.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** An audit log on a database of its own, for a console to show. Checkpoints follow at once. */
final class RunningAuditLog implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final int port = FreePort.any();
    private final TestDatabase database = TestDatabase.fresh();
    private final TestBroker broker = TestBroker.embedded();
    private final Path directory;
    private @Nullable ConfigurableApplicationContext context;

    RunningAuditLog() {
        try {
            directory = Files.createTempDirectory("signet-test-audit-");
            Files.writeString(directory.resolve("audit-service.token"), "token-of-audit-service");
            Files.writeString(directory.resolve("key"), SigningKey.generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    void start() {
        var arguments = List.of(
                "--signet.port=" + port,
                "--signet.database-url=" + database.jdbcUrl(),
                "--signet.database-user=" + database.user(),
                "--signet.database-password=" + database.password(),
                "--signet.amqp-url=" + broker.amqpUri(),
                "--signet.amqp.profile=embedded",
                "--signet.tokens.dir=" + directory,
                "--signet.audit.key-file=" + directory.resolve("key"),
                "--signet.audit.checkpoint-file=" + directory.resolve("checkpoints"),
                "--signet.audit.checkpoint-interval=200ms");
        context = AuditApplication.application().registerShutdownHook(false).run(arguments.toArray(String[]::new));
    }

    void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    /** What the console has to know. */
    String setting() {
        return "--signet.audit-url=http://127.0.0.1:" + port;
    }

    /** Its number in the log. */
    String submit(String event) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/events"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(event))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body()).get("logindex").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As the database's superuser, without any trigger. */
    void tamper(String... statements) {
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

    @Override
    public void close() {
        stop();
        broker.close();
    }
}
