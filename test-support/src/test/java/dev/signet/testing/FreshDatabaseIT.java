package dev.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FreshDatabaseIT {
    @Test
    void eachDatabaseIsNewAndEmpty() throws Exception {
        var one = TestDatabase.fresh();
        try (var connection = one.connect()) {
            execute(connection, "CREATE TABLE thing ()");
        }

        var other = TestDatabase.fresh();

        assertThat(other.jdbcUrl()).isNotEqualTo(one.jdbcUrl());
        try (var connection = other.connect()) {
            execute(connection, "CREATE TABLE thing ()");
        }
    }

    @Test
    void waitForAnAdvisoryLockIsSeen() throws Exception {
        var database = TestDatabase.fresh();
        try (var holder = database.connect();
                var waiter = database.connect()) {
            execute(holder, "SELECT pg_advisory_lock(1)");
            var waiting = CompletableFuture.runAsync(() -> execute(waiter, "SELECT pg_advisory_lock(1)"));

            database.awaitBackendWaitingForLock();

            assertThat(waiting).isNotDone();
            execute(holder, "SELECT pg_advisory_unlock(1)");
            waiting.join();
        }
    }

    @Test
    void waitForARowLockIsSeen() throws Exception {
        var database = TestDatabase.fresh();
        try (var holder = database.connect();
                var waiter = database.connect()) {
            execute(holder, "CREATE TABLE thing (id int); INSERT INTO thing VALUES (1)");
            holder.setAutoCommit(false);
            execute(holder, "UPDATE thing SET id = 2");
            var waiting = CompletableFuture.runAsync(() -> execute(waiter, "UPDATE thing SET id = 3"));

            database.awaitBackendWaitingForLock();

            assertThat(waiting).isNotDone();
            holder.commit();
            waiting.join();
        }
    }

    @Test
    void passwordStaysOutOfTheOutput() {
        assertThat(new TestDatabase("jdbc:postgresql://h/d?user=u&password=secret", "u", "secret"))
                .hasToString("TestDatabase[jdbc:postgresql://h/d]");
    }

    private static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
