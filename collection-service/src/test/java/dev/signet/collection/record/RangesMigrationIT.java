package dev.signet.collection.record;

import static dev.signet.testing.Sql.execute;
import static dev.signet.testing.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What was stored before there were ranges is the first of them afterwards. */
class RangesMigrationIT {
    private static final String FILLED = """
            SET search_path TO collection, public;
            SELECT setval('record_id', 12345678);
            INSERT INTO record (payload) SELECT convert_to('r' || n, 'UTF8') FROM generate_series(1, 1000) n;
            INSERT INTO signature SELECT id, 1, payload FROM record;
            INSERT INTO intake_row (record_id, type, occurred_at) SELECT id, 'login', now() FROM record LIMIT 10;
            """;

    private static final String CONTENT = """
            SELECT concat_ws(' ', (SELECT md5(string_agg(format('%s %s %s', id, payload, received_at), ',' ORDER BY id)) FROM record),
                             (SELECT md5(string_agg(format('%s %s %s', record_id, batch_id, signature), ',' ORDER BY record_id)) FROM signature),
                             (SELECT md5(string_agg(i::text, ',' ORDER BY record_id)) FROM intake_row i))
            """;

    private static final String FILES = """
            SELECT string_agg(relfilenode::text, ',' ORDER BY relname)
              FROM pg_class WHERE relkind = 'r' AND relname ~ '^(record|signature|intake_row)(_0)?$'
            """;

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void everythingIsInTheFirstRangeAndNothingWasCopied() throws SQLException {
        migrateTo("6");
        try (var connection = database.connect()) {
            execute(connection, FILLED);
            var content = text(connection, CONTENT);
            var files = text(connection, FILES);

            migrateTo("latest");

            assertThat(text(connection, CONTENT)).isEqualTo(content);
            assertThat(text(connection, FILES)).isEqualTo(files);
            assertThat(text(
                            connection,
                            "SELECT string_agg(first || '-' || past, ',' ORDER BY first) FROM attached_ranges()"))
                    .isEqualTo("0-20000000,20000000-30000000");
            execute(connection, "INSERT INTO record (payload) VALUES ('next')");
            assertThatThrownBy(() -> execute(connection, "INSERT INTO signature SELECT * FROM signature LIMIT 1"))
                    .hasMessageContaining("duplicate key");
            assertThatThrownBy(() -> execute(connection, "DELETE FROM record_0"))
                    .hasMessageContaining("append-only");
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
