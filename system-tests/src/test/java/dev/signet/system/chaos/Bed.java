package dev.signet.system.chaos;

import com.rabbitmq.client.ConnectionFactory;
import dev.signet.contract.Broker;
import dev.signet.embedded.Directories;
import dev.signet.standalone.Setup;
import dev.signet.system.Service;
import dev.signet.testing.PostgresNode;
import dev.signet.testing.RabbitNode;
import dev.signet.testing.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers and secrets that all rounds share. What the rounds leave behind is in one directory. */
final class Bed implements AutoCloseable {
    private final Path home;
    private final Volume volume;
    private final PostgresNode database;
    private final TestBroker broker;
    private final Abilities abilities;
    private final Optional<Certificates> certificates;

    private Bed(Path home, boolean embeddedBroker, boolean tls) {
        this.home = home;
        this.volume = Volume.at(home.resolve("volume"));
        // commit times give the order in which grants, closes and stores took effect
        this.database = PostgresNode.startIn(
                volume.home(),
                "track_commit_timestamp=on",
                "max_connections=150",
                "shared_buffers=64MB",
                "min_wal_size=64MB",
                "max_wal_size=192MB",
                "log_min_messages=warning");
        this.broker = startBroker(embeddedBroker);
        this.abilities = new Abilities(
                volume.canBeFilled(), ShiftedClock.compile(clockLibrary()), broker instanceof RabbitNode, !tls);
        this.certificates = tls ? Optional.of(Certificates.make(home.resolve("certificates"))) : Optional.empty();
        var made = Setup.run(Map.of(
                "SIGNET_KEK_FILE", home.resolve("kek").toString(),
                "SIGNET_TOKENS_DIR", home.resolve("tokens").toString(),
                "SIGNET_OPERATOR_TOKEN_FILE", home.resolve("operator").toString(),
                "SIGNET_VAULT_KEK_FILE", home.resolve("vault-kek").toString(),
                "SIGNET_AUDIT_KEY_FILE", home.resolve("audit-key").toString()));
        if (made != 0) {
            throw new IllegalStateException("the secrets could not be made");
        }
    }

    private TestBroker startBroker(boolean embedded) {
        try {
            return embedded || !RabbitNode.isInstalled() ? TestBroker.embedded() : RabbitNode.start();
        } catch (RuntimeException e) {
            database.close();
            volume.close();
            throw e;
        }
    }

    /**
     * @param embeddedBroker even where a RabbitMQ is installed
     * @param tls services show each other certificates
     */
    static Bed make(boolean embeddedBroker, boolean tls) {
        try {
            var home = Files.createTempDirectory("signet-chaos-");
            Files.setPosixFilePermissions(
                    home, PosixFilePermissions.fromString("rwx--x--x")); // the database may run as nobody
            return new Bed(home, embeddedBroker, tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings that a service has in every round. */
    Map<String, String> settings(Service service) {
        var settings = new HashMap<>(Map.of(
                "signet.kek.file", home.resolve("kek").toString(),
                "signet.intake.kek-file", home.resolve("intake").resolve("kek").toString(),
                "signet.vault.kek-file", home.resolve("vault-kek").toString(),
                "signet.tokens.dir", home.resolve("tokens").toString(),
                "signet.statement.dir", home.resolve("statement").toString(),
                "signet.audit.key-file", home.resolve("audit-key").toString(),
                "signet.amqp.profile", broker instanceof RabbitNode ? "rabbitmq" : "embedded"));
        certificates.ifPresent(
                made -> settings.put("signet.tls.dir", made.of(service).toString()));
        return settings;
    }

    /** Of a service that listens there, or of a proxy before it. */
    URI url(int port) {
        return URI.create("%s://127.0.0.1:%d".formatted(certificates.isPresent() ? "https" : "http", port));
    }

    /** Starts and stops everything once, without a fault. */
    void warmUp() throws Exception {
        var name = "warm_up";
        try (var signet = new Deployment(this, Draw.calm(), database.createDatabase(name), directory(name))) {
            signet.start().stop();
        }
        forget(directory(name), name);
    }

    PostgresNode database() {
        return database;
    }

    TestBroker broker() {
        return broker;
    }

    Abilities abilities() {
        return abilities;
    }

    Path clockLibrary() {
        return home.resolve("shifted-clock.so");
    }

    Volume volume() {
        return volume;
    }

    /** A directory for what a round writes. */
    Path directory(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return home;
    }

    /** What the broker has on disk, as far as it keeps anything there. */
    List<Path> brokerData() {
        return broker instanceof RabbitNode rabbit ? List.of(rabbit.home()) : List.of();
    }

    /** Leaves the next round a broker with no queue and no message. */
    void sweep() throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(broker.amqpUri());
        try (var connection = factory.newConnection()) {
            for (var queue : Rest.QUEUES) {
                connection.createChannel().queueDelete(queue);
            }
            connection.createChannel().queueDelete("vault-service.requests");
            connection.createChannel().queueDelete(Broker.PARKING);
        }
    }

    /** What a good round leaves behind is of no use to anyone. */
    void forget(Path round, String databaseName) throws Exception {
        Directories.delete(round);
        database.dropDatabase(databaseName);
    }

    String description() {
        return "%s, PostgreSQL on a volume that %s be filled, clocks that %s be shifted, services that speak %s; files in %s"
                .formatted(
                        broker.name(),
                        abilities.fillDisk() ? "can" : "cannot (run as root)",
                        abilities.shiftClocks() ? "can" : "cannot (Debian packages gcc, libc6-dev)",
                        certificates.isPresent() ? "TLS" : "plain HTTP",
                        home);
    }

    /** Stops the servers; the logs stay if a round failed, for whoever looks for the cause. */
    void close(boolean keepLogs) {
        broker.close();
        database.close();
        volume.close();
        if (!keepLogs) {
            try {
                Directories.delete(home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        close(false);
    }
}
