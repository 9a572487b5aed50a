package dev.signet.key.keyring;

import static dev.signet.testing.Sql.execute;
import static dev.signet.testing.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What was there before there were several keyrings is in the default one. */
class KeyringsMigrationIT {
    private static final String FILLED = """
            SET search_path TO keys, public;
            INSERT INTO key_creation (idempotency_key, count, algorithm) VALUES ('once', 3, 'Ed25519');
            INSERT INTO signing_key (kid, algorithm, public_key, kek_id, wrapped_dek, sealed_key, state, token, last_used, origin, created_by)
            SELECT 'kid' || n, 'Ed25519', '', 'kek', '', '', CASE n WHEN 1 THEN 'LEASED' ELSE 'FREE' END, n, n, 'GENERATED', 'once'
              FROM generate_series(1, 3) n;
            INSERT INTO key_event (tick, key_id, event) SELECT id, id, 'IMPORTED' FROM signing_key;
            INSERT INTO key_lease (id, request_id, key_id, token, batch_id, worker_id, worker_public_key, state, grant_tick, expires_at)
            VALUES (gen_random_uuid(), gen_random_uuid(), 1, 1, 1, 'worker', '', 'ACTIVE', 4, now());
            """;

    private static final String KEYS = """
            SELECT md5(string_agg(concat_ws(' ', id, kid, state, token, last_used, use_count, created_by), ',' ORDER BY id)) FROM signing_key
            """;

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void keysAndLeasesAreAsTheyWereAndInTheDefaultKeyring() throws SQLException {
        migrateTo("6");
        try (var connection = database.connect()) {
            execute(connection, FILLED);
            var before = text(connection, KEYS);

            migrateTo("latest");

            assertThat(text(connection, KEYS)).isEqualTo(before);
            assertThat(text(connection, "SELECT string_agg(keyring, ',') FROM signing_key"))
                    .isEqualTo("default,default,default");
            assertThat(text(connection, "SELECT keyring FROM key_creation")).isEqualTo("default");
            execute(connection, "UPDATE signing_key SET state = 'FREE', last_used = 5 WHERE state = 'LEASED'");
            assertThat(text(connection, "SELECT indexdef FROM pg_indexes WHERE indexname = 'signing_key_lru'"))
                    .contains("(keyring, last_used, id) WHERE (state = 'FREE'");
        }
    }

    @Test
    void versionOfBeforeAddsKeysToTheDefaultKeyring() throws SQLException {
        migrateTo("latest");
        try (var connection = database.connect()) {
            execute(connection, FILLED);

            assertThat(text(connection, "SELECT count(*) FROM signing_key WHERE keyring = 'default'"))
                    .isEqualTo("3");
        }
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/key-service")
                .schemas("keys")
                .target(version)
                .load()
                .migrate();
    }
}
