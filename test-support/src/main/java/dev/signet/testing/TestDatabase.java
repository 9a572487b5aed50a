package dev.signet.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A new, empty database in a real PostgreSQL server, which is chosen once per JVM and ends with it. */
public record TestDatabase(String jdbcUrl, String user, String password) {

    // Row, transaction and advisory locks alike; the asking backend never waits.
    private static final String BACKENDS_WAITING_FOR_A_LOCK = """
            SELECT count(*)
              FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final class Server {
        private static final PostgresServer CHOSEN = PostgresServer.choose();
    }

    /** A database that nobody has used, and nobody else will. */
    public static TestDatabase fresh() {
        var name = "signet_test_" + UUID.randomUUID().toString().replace("-", "");
        var database = Server.CHOSEN.create(name);
        if (Setting.SIGNET_TEST_DATABASE_URL.value().isPresent()) { // the other servers go away as a whole
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Server.CHOSEN.drop(name), "drop-" + name));
        }
        return database;
    }

    /** What a service is told, so that it migrates as the owner and works as a role of its own; a role's password is its name. */
    public Map<String, String> settings(String role) {
        return Map.of(
                "signet.database-url", jdbcUrl,
                "signet.database-owner-user", user,
                "signet.database-owner-password", password,
                "signet.database-user", role,
                "signet.database-password", role);
    }

    /** The same as arguments. */
    public List<String> arguments(String role) {
        return settings(role).entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toList();
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** Waits until a transaction in this database waits for a lock of another: the interleaving has really happened. */
    public void awaitBackendWaitingForLock() {
        awaitBackendsWaitingForLock(1);
    }

    /** The same for several transactions at once. */
    public void awaitBackendsWaitingForLock(int backends) {
        try (var connection = connect();
                var query = connection.prepareStatement(BACKENDS_WAITING_FOR_A_LOCK)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
                var row = query.executeQuery();
                return row.next() && row.getInt(1) >= backends;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The password stays out of the output of a failed test. */
    @Override
    public String toString() {
        return "TestDatabase[" + jdbcUrl.replaceFirst("\\?.*", "") + "]";
    }
}
