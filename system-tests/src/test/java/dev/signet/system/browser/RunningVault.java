package dev.signet.system.browser;

import dev.signet.embedded.FreePort;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import dev.signet.testing.TestBroker;
import dev.signet.testing.TestDatabase;
import dev.signet.vault.VaultApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** A vault of several nodes on a database and a broker of its own, for a console to show; its ciphertext goes into a test's system. */
final class RunningVault implements AutoCloseable {
    private final TestDatabase database = TestDatabase.fresh();
    private final TestBroker broker = TestBroker.embedded();
    private final TestSystem system;
    private final Path directory;
    private final List<Integer> ports = List.of(FreePort.any(), FreePort.any());
    private final Map<Integer, ConfigurableApplicationContext> nodes = new HashMap<>();

    RunningVault(TestSystem system) {
        this.system = system;
        try {
            directory = Files.createTempDirectory("signet-test-vault-");
            Files.writeString(directory.resolve("vault-service.token"), "token-of-vault-service");
            Files.writeString(directory.resolve("kek"), Base64.getEncoder().encodeToString(new byte[32]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(0);
        start(1);
    }

    void start(int node) {
        var arguments = new ArrayList<>(List.of(
                "--signet.port=" + ports.get(node),
                "--signet.amqp-url=" + broker.amqpUri(),
                "--signet.amqp.profile=embedded",
                "--signet.collection-url=" + system.url(Service.COLLECTION),
                "--signet.tokens.dir=" + directory,
                "--signet.vault.kek-file=" + directory.resolve("kek"),
                "--signet.vault.heartbeat=200ms",
                "--signet.vault.attempts=2"));
        arguments.addAll(database.arguments("signet_test_vault"));
        nodes.put(
                node, VaultApplication.application().registerShutdownHook(false).run(arguments.toArray(String[]::new)));
    }

    /** In order, as SIGTERM would. */
    void stop(int node) {
        var context = nodes.remove(node);
        if (context != null) {
            context.close();
        }
    }

    URI url(int node) {
        return URI.create("http://127.0.0.1:" + ports.get(node));
    }

    /** What the console has to know: it asks the first node. */
    String setting() {
        return "--signet.vault-url=" + url(0);
    }

    void execute(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET search_path TO vault");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Every locator there is, as base64url. */
    List<String> locators() {
        var locators = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT locator FROM vault.item")) {
            while (row.next()) {
                locators.add(Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes(1)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return locators;
    }

    @Override
    public void close() {
        List.copyOf(nodes.keySet()).forEach(this::stop);
        broker.close();
    }
}
