package dev.signet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    private Path directory;

    @Test
    void whatIsCommittedIsOnDisk() throws Exception {
        try (var server = EmbeddedPostgres.start();
                var connection = connect(server, "postgres")) {
            assertThat(show(connection, "fsync")).isEqualTo("on");
            assertThat(show(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(show(connection, "full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void onlyThePasswordOpensIt() {
        try (var server = EmbeddedPostgres.start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), "guessed"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void givenDirectoryKeepsItsDatabases() throws Exception {
        try (var server = EmbeddedPostgres.startIn(directory)) {
            server.createDatabase("kept");
            execute(connect(server, "kept"), "CREATE TABLE thing ()");
        }

        try (var server = EmbeddedPostgres.startIn(directory)) {
            server.createDatabase("kept");
            execute(connect(server, "kept"), "SELECT FROM thing");
        }
    }

    @Test
    void temporaryDirectoryIsRemoved() throws Exception {
        Path data;
        try (var server = EmbeddedPostgres.start();
                var connection = connect(server, "postgres")) {
            data = Path.of(show(connection, "data_directory"));
        }

        assertThat(data.resolve("..").normalize()).doesNotExist();
    }

    @Test
    void directoryInUseIsRefused() {
        try (var _ = EmbeddedPostgres.startIn(directory)) {
            assertThatThrownBy(() -> EmbeddedPostgres.startIn(directory))
                    .isInstanceOf(DatabaseDidNotStart.class)
                    .hasMessageEndingWith("is in use by another process.");
        }
    }

    @Test
    void directoryInUseByAnotherJvmIsRefused() throws Exception {
        try (var other = PostgresInAnotherJvm.start(Map.of(), directory);
                var connection = other.connect()) {
            assertThatThrownBy(() -> EmbeddedPostgres.startIn(directory)).isInstanceOf(DatabaseDidNotStart.class);

            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void serverOfAKilledJvmIsTakenOver() throws Exception {
        var killed = PostgresInAnotherJvm.start(Map.of(), directory);
        try (var connection = killed.connect()) {
            execute(connection, "CREATE TABLE thing ()");
        }
        killed.kill();
        assertThat(postmasterPid()).exists();

        try (var server = EmbeddedPostgres.startIn(directory)) {
            execute(connect(server, "postgres"), "SELECT FROM thing");
            assertThatThrownBy(killed::connect).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void temporaryServerOfAKilledJvmIsClearedAway() throws Exception {
        Path data;
        var killed = PostgresInAnotherJvm.start(Map.of());
        try (var connection = killed.connect()) {
            data = Path.of(show(connection, "data_directory"));
        }
        killed.kill();

        EmbeddedPostgres.start().close();

        assertThat(data).doesNotExist();
        assertThatThrownBy(killed::connect).isInstanceOf(SQLException.class);
    }

    @Test
    void pidThatWentToAnotherProcessDoesNotStopTheStart() throws Exception {
        EmbeddedPostgres.startIn(directory).close();
        Files.writeString(postmasterPid(), ProcessHandle.current().pid() + "\n");

        EmbeddedPostgres.startIn(directory).close();

        assertThat(postmasterPid()).doesNotExist();
    }

    @Test
    void terminatedJvmLeavesNoServerBehind() throws Exception {
        var terminated = PostgresInAnotherJvm.start(Map.of(), directory);
        terminated.connect().close();

        terminated.terminate();

        assertThat(postmasterPid()).doesNotExist();
        assertThatThrownBy(terminated::connect).isInstanceOf(SQLException.class);
    }

    @Test
    void rootBecomesNobodyWhereNamespacesAreForbidden() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        var forbidden = Files.writeString(directory.resolve("unshare"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwxr-xr-x"));
        var path = "%s:%s".formatted(directory, System.getenv("PATH"));

        try (var server = PostgresInAnotherJvm.start(Map.of("PATH", path));
                var connection = server.connect()) {
            var data = Path.of(show(connection, "data_directory"));
            assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(65534);
        }
    }

    @Test
    void failureIsToldInOneSentence() throws Exception {
        EmbeddedPostgres.startIn(directory).close();
        Files.writeString(directory.resolve("cluster/PG_VERSION"), "12\n");

        assertThatThrownBy(() -> EmbeddedPostgres.startIn(directory))
                .isInstanceOf(DatabaseDidNotStart.class)
                .hasMessage("PostgreSQL did not start: database files are incompatible with server");
    }

    private Path postmasterPid() {
        return directory.resolve("cluster/postmaster.pid");
    }

    private static Connection connect(EmbeddedPostgres server, String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (var query = connection.prepareStatement("SELECT current_setting(?)")) {
            query.setString(1, setting);
            var row = query.executeQuery();
            row.next();
            return row.getString(1);
        }
    }
}
