package dev.signet.standalone;

import dev.signet.embedded.EmbeddedBroker;
import dev.signet.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The database and the broker of a standalone Signet: given ones, or embedded ones that end with it. */
final class Servers implements AutoCloseable {
    private static final String DATABASE = "signet";

    private final Deque<AutoCloseable> embedded = new ArrayDeque<>();
    private final DatabaseAddress database;
    private final BrokerAddress broker;

    private Servers(@Nullable URI database, @Nullable URI broker, Path dataDir) {
        this.database = database == null ? embeddedDatabase(dataDir) : DatabaseAddress.of(database);
        this.broker = broker == null ? embeddedBroker(dataDir) : BrokerAddress.rabbit(broker);
    }

    /** Starts what is not given; what is given must answer. */
    static Servers start(@Nullable URI database, @Nullable URI broker, Path dataDir) {
        var servers = new Servers(database, broker, dataDir);
        try {
            servers.database.check();
            servers.broker.check();
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private DatabaseAddress embeddedDatabase(Path dataDir) {
        var server = EmbeddedPostgres.startIn(dataDir.resolve("postgres")).closedByCaller();
        embedded.push(server);
        return new DatabaseAddress(server.createDatabase(DATABASE), server.user(), server.password());
    }

    private BrokerAddress embeddedBroker(Path dataDir) {
        var server = EmbeddedBroker.startIn(dataDir.resolve("broker"));
        embedded.push(server);
        return BrokerAddress.embedded(URI.create(server.amqpUri()), URI.create(server.intakeUri()));
    }

    DatabaseAddress database() {
        return database;
    }

    /** Whether the database is an embedded one, in which nobody else has a say. */
    boolean hasOwnDatabase() {
        return embedded.stream().anyMatch(EmbeddedPostgres.class::isInstance);
    }

    BrokerAddress broker() {
        return broker;
    }

    /** Which ones they are, for people to read. */
    String description() {
        var kinds = embedded.stream().map(AutoCloseable::getClass).toList();
        return "database: %s   broker: %s"
                .formatted(
                        kinds.contains(EmbeddedPostgres.class) ? "embedded PostgreSQL" : database,
                        kinds.contains(EmbeddedBroker.class) ? "embedded Broker-J" : broker);
    }

    @Override
    public void close() {
        while (!embedded.isEmpty()) {
            try {
                embedded.pop().close();
            } catch (Exception e) {
                System.err.println("signet: a server did not stop cleanly: " + e.getMessage());
            }
        }
    }
}
