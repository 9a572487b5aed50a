package dev.signet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server in this JVM's care, on a free port of 127.0.0.1, with fsync on. It ends with the JVM; the server of a JVM that
 * was killed is stopped by the next start on its data directory.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final int START_ATTEMPTS = 3;

    private final DataDirectory data;
    private final Cluster cluster;
    private final Thread exitHook;
    private final String password;
    private int port;
    private boolean closed;

    private EmbeddedPostgres(DataDirectory data, Cluster cluster) throws IOException {
        this.data = data;
        this.cluster = cluster;
        this.password = Files.readString(data.passwordFile());
        this.exitHook = new Thread(this::close, "embedded-postgres-exit");
    }

    /** Whether the binaries for this operating system and processor are there. */
    public static boolean isAvailable() {
        return PostgresBinaries.available();
    }

    /** A server whose data are gone when it is closed. */
    public static EmbeddedPostgres start() {
        return start(null, List.of());
    }

    /**
     * The same with settings of its own.
     *
     * @param settings each {@code name=value}, as in postgresql.conf
     */
    public static EmbeddedPostgres start(List<String> settings) {
        return start(null, settings);
    }

    /** A server whose data stay in the directory. A directory that a living process uses is refused. */
    public static EmbeddedPostgres startIn(Path dataDirectory) {
        return start(dataDirectory, List.of());
    }

    private static EmbeddedPostgres start(@Nullable Path dataDirectory, List<String> settings) {
        try {
            var account = Account.detect();
            var programs = PostgresBinaries.directory().resolve("bin");
            for (var abandoned : DataDirectory.abandoned()) {
                try (abandoned) {
                    new Cluster(abandoned, account, programs, List.of()).stop();
                }
            }
            var data = dataDirectory == null ? DataDirectory.temporary() : DataDirectory.given(dataDirectory);
            var server = new EmbeddedPostgres(data, new Cluster(data, account, programs, settings));
            Runtime.getRuntime().addShutdownHook(server.exitHook);
            server.run();
            return server;
        } catch (IOException e) {
            throw new DatabaseDidNotStart(e.toString(), e);
        }
    }

    private synchronized void run() throws IOException {
        try {
            cluster.stop();
            if (!cluster.exists()) {
                cluster.create();
            }
            startOnAFreePort();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Between the look for a free port and the start somebody else may take it. */
    private void startOnAFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = FreePort.any();
            try {
                cluster.start(port);
                return;
            } catch (DatabaseDidNotStart e) {
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** A superuser, who is the only user until somebody makes others. */
    public String user() {
        return Cluster.SUPERUSER;
    }

    public String password() {
        return password;
    }

    /** Makes the database unless it is there, and says its JDBC URL. */
    public String createDatabase(String name) {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password)) {
            if (!exists(connection, name)) {
                try (var statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
                }
            }
            return jdbcUrl(name);
        } catch (SQLException e) {
            throw new DatabaseDidNotStart("database %s was not made: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    /**
     * Takes back the promise to close at the JVM's exit: the caller closes in its own exit hook, after those who use the database.
     */
    public EmbeddedPostgres closedByCaller() {
        var _ = Runtime.getRuntime().removeShutdownHook(exitHook);
        return this;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (data) {
            cluster.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            forgetExitHook();
        }
    }

    private void forgetExitHook() {
        try {
            closedByCaller();
        } catch (IllegalStateException _) {
            // the JVM is exiting, perhaps in this very hook
        }
    }
}
