package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.embedded.EmbeddedPostgres;
import java.net.URLDecoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The server that this JVM's test databases live in: a given one, a container or an embedded one. */
record PostgresServer(String origin, String jdbcUrl, String user, String password) {
    private static final String IMAGE = "postgres:18";

    static PostgresServer choose() {
        var server = Setting.SIGNET_TEST_DATABASE_URL
                .value()
                .map(PostgresServer::given)
                .orElseGet(() -> wantsContainer() ? container() : embedded());
        Announcement.say("PostgreSQL for these tests: " + server.origin);
        return server;
    }

    private static boolean wantsContainer() {
        return (Setting.SIGNET_TEST_DOCKER.isTrue() || !EmbeddedPostgres.isAvailable()) && Docker.answers();
    }

    private static PostgresServer given(String url) {
        return new PostgresServer(
                "given by SIGNET_TEST_DATABASE_URL", url, parameter(url, "user"), parameter(url, "password"));
    }

    private static String parameter(String url, String name) {
        var found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        if (!found.find()) {
            throw new IllegalArgumentException("SIGNET_TEST_DATABASE_URL lacks its " + name
                    + "; it looks like jdbc:postgresql://host:5432/postgres?user=u&password=p");
        }
        return URLDecoder.decode(found.group(1), UTF_8);
    }

    private static PostgresServer container() {
        var container = new PostgreSQLContainer(IMAGE);
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "postgres-container-exit"));
        return new PostgresServer(
                "container " + IMAGE, container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static PostgresServer embedded() {
        var server = EmbeddedPostgres.start();
        return new PostgresServer("embedded", server.jdbcUrl("postgres"), server.user(), server.password());
    }

    TestDatabase create(String name) {
        execute("CREATE DATABASE ", name);
        return new TestDatabase(jdbcUrl.replaceFirst("(//[^/]+/)[^?]*", "$1" + name), user, password);
    }

    void drop(String name) {
        execute("DROP DATABASE IF EXISTS ", name);
    }

    private void execute(String command, String database) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(command + statement.enquoteIdentifier(database, true));
        } catch (SQLException e) {
            throw new IllegalStateException("The %s PostgreSQL refuses: %s".formatted(origin, e.getMessage()), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }
}
