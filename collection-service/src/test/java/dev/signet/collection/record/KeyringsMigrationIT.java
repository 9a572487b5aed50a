package dev.signet.collection.record;

import static dev.signet.testing.Sql.execute;
import static dev.signet.testing.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What was there before there were keyrings is the default one's afterwards, and whoever knows none goes on with it. */
class KeyringsMigrationIT {
    private static final String FILLED = """
            SET search_path TO collection, public;
            INSERT INTO record (payload) SELECT convert_to('r' || n, 'UTF8') FROM generate_series(1, 100) n;
            INSERT INTO run (batch_size, state, completed_at) VALUES (10, 'COMPLETED', now());
            INSERT INTO run (batch_size) VALUES (20);
            INSERT INTO batch (run_id, first_record_id, last_record_id, size) VALUES (1, 1, 10, 10), (2, 11, 30, 20);
            UPDATE planned SET through = 30;
            INSERT INTO record_import (idempotency_key, digest) VALUES ('k', '');
            """;

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void everythingIsOfTheDefaultKeyring() throws SQLException {
        migrateTo("7");
        try (var connection = database.connect()) {
            execute(connection, FILLED);

            migrateTo("latest");

            assertThat(text(connection, "SELECT string_agg(format('%s %s %s', number, name, ids), ',') FROM keyring"))
                    .isEqualTo("0 default record_id");
            assertThat(text(connection, "SELECT string_agg(format('%s %s', keyring, through), ',') FROM planned"))
                    .isEqualTo("0 30");
            assertThat(text(
                            connection,
                            "SELECT string_agg(format('%s %s %s', keyring, size, past), ',') FROM id_range"))
                    .isEqualTo("0 10000000 20000000");
            assertThat(text(connection, "SELECT string_agg(format('%s %s', id, keyring), ',' ORDER BY id) FROM run"))
                    .isEqualTo("1 0,2 0");
            assertThat(text(connection, "SELECT string_agg(format('%s %s', id, keyring), ',' ORDER BY id) FROM batch"))
                    .isEqualTo("1 0,2 0");
            assertThat(text(connection, "SELECT sum(keyring) FROM record_import"))
                    .isEqualTo("0");
            assertThatThrownBy(() -> execute(connection, "INSERT INTO run (batch_size) VALUES (1)"))
                    .hasMessageContaining("one_run_at_a_time");
        }
    }

    /** As an instance of the version before does during a rolling update, until there is a second keyring. */
    @Test
    void statementsOfTheVersionBeforeGoOn() throws SQLException {
        migrateTo("latest");
        try (var connection = database.connect()) {
            execute(connection, "SET search_path TO collection, public");
            execute(connection, "INSERT INTO record (payload) VALUES ('1')");
            execute(connection, "INSERT INTO run (batch_size) VALUES (1)");
            execute(
                    connection,
                    "INSERT INTO batch (run_id, first_record_id, last_record_id, size) SELECT 1, id, id, 1 FROM record"
                            + " WHERE id > (SELECT through FROM planned)");
            execute(connection, "UPDATE planned SET through = (SELECT max(last_record_id) FROM batch)");

            assertThat(text(connection, "SELECT make_partitions()")).isEqualTo("20000000");
            assertThat(text(connection, "SELECT through FROM planned")).isEqualTo("1");

            execute(connection, "SELECT add_keyring('other')");
            assertThatThrownBy(() -> text(connection, "SELECT max(id) > (SELECT through FROM planned) FROM record"))
                    .as("it plans nothing where it could plan wrong")
                    .hasMessageContaining("more than one row");
            assertThat(text(connection, "SELECT make_partitions()")).isEqualTo("20000000");
        }
    }

    @Test
    void keyringStaysAsItWasMade() throws SQLException {
        migrateTo("latest");
        try (var connection = database.connect()) {
            execute(connection, "SET search_path TO collection, public");

            assertThat(text(connection, "SELECT add_keyring('other')")).isEqualTo("1");
            assertThat(text(connection, "SELECT add_keyring('other')")).isEqualTo("1");
            assertThat(text(connection, "SELECT nextval(ids) FROM keyring WHERE number = 1"))
                    .isEqualTo("1099511627776");
            for (var sql : new String[] {
                "UPDATE keyring SET name = 'mine'", "DELETE FROM keyring", "SELECT add_keyring('Not A Name')"
            }) {
                assertThatThrownBy(() -> execute(connection, sql)).isInstanceOf(SQLException.class);
            }
        }
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/collection-service")
                .schemas("collection")
                .target(version)
                .load()
                .migrate();
    }
}
