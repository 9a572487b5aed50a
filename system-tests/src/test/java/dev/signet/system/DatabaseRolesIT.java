package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.key.KeyApplication;
import dev.signet.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What who has a service's account of the database cannot do there. */
class DatabaseRolesIT {
    private static final String DENIED = "42501";
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final List<String> SERVICES = List.copyOf(HandedOut.SCHEMAS.keySet());

    @TempDir
    private static Path dir;

    private static HandedOut handedOut = new HandedOut(Path.of("."));

    @BeforeAll
    static void migrate() {
        handedOut = HandedOut.in(dir);
        handedOut.migrate(DATABASE);
        handedOut.migrate(DATABASE); // an update finds everything there
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void serviceReachesNoSchemaButItsOwn(String service) throws SQLException {
        for (var other : SERVICES) {
            var statement = "SELECT count(*) FROM %s.flyway_schema_history".formatted(HandedOut.SCHEMAS.get(other));
            if (other.equals(service)) {
                run(service, statement);
            } else {
                assertDenied(service, statement);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void serviceMakesAndChangesNoTable(String service) {
        var schema = HandedOut.SCHEMAS.get(service);
        for (var statement : List.of(
                "CREATE TABLE %s.mine (id int)",
                "CREATE TABLE public.mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "CREATE SCHEMA mine",
                "CREATE FUNCTION %s.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE ROLE mine",
                "INSERT INTO %1$s.flyway_schema_history SELECT * FROM %1$s.flyway_schema_history",
                "ALTER TABLE %s.flyway_schema_history ADD COLUMN mine int",
                "DROP TABLE %s.flyway_schema_history",
                "SET session_replication_role = replica")) {
            assertDenied(service, statement.formatted(schema));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE collection.signature SET signature = ''",
                "DELETE FROM collection.signature",
                "TRUNCATE collection.signature",
                "ALTER TABLE collection.signature DISABLE TRIGGER ALL",
                "UPDATE collection.record SET payload = ''",
                "DELETE FROM collection.record",
                "DELETE FROM collection.id_range",
                "UPDATE collection.id_range SET size = 1",
                "UPDATE collection.keyring SET name = 'mine'",
                "DELETE FROM collection.keyring",
                "SELECT setval('collection.record_id', 1)",
                "CREATE SEQUENCE collection.mine"
            })
    void collectionServiceChangesNoSignatureAndNoRecord(String statement) {
        assertDenied("collection-service", statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit.event SET actor = 'x'",
                "DELETE FROM audit.event",
                "DELETE FROM audit.submission",
                "UPDATE audit.tile SET n = 7",
                "DELETE FROM audit.log_head"
            })
    void auditServiceChangesNoEvent(String statement) {
        assertDenied("audit-service", statement);
    }

    @Test
    void keyServiceSaysNotHowRangesAreMade() {
        assertDenied("key-service", "UPDATE keys.tick_range SET size = 1");
    }

    /** Partitions have other grants than the table that they are parts of: none. */
    @ParameterizedTest
    @CsvSource({
        "audit-service, audit.event",
        "collection-service, collection.record",
        "collection-service, collection.signature",
        "collection-service, collection.intake_row",
        "key-service, keys.closed_lease"
    })
    void partitionsAreNotReachedByTheirNames(String service, String table) throws SQLException {
        try (var owner = DATABASE.connect();
                var statement = owner.createStatement();
                var partition = statement.executeQuery(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = '%s'::regclass LIMIT 1"
                                .formatted(table))) {
            assertThat(partition.next()).isTrue();
            assertDenied(service, "SELECT count(*) FROM " + partition.getString(1));
            assertDenied(service, "DELETE FROM " + partition.getString(1));
            assertDenied(service, "INSERT INTO %1$s SELECT * FROM %1$s".formatted(partition.getString(1)));
            assertDenied(service, "ALTER TABLE %s DETACH PARTITION %s".formatted(table, partition.getString(1)));
        }
    }

    @Test
    void serviceThatMayNotMigrateDoesNotStartOnAnotherVersionsTables() {
        var empty = TestDatabase.fresh();

        assertThatThrownBy(() -> KeyApplication.application()
                        .run(
                                "--signet.port=0",
                                "--signet.database-url=" + empty.jdbcUrl(),
                                "--signet.database-user=" + HandedOut.role("key-service"),
                                "--signet.database-password=" + handedOut.read("key-service", "database-password"),
                                "--signet.database-migrate=false",
                                "--signet.kek.file=" + dir.resolve("kek"),
                                "--signet.tokens.dir=" + handedOut.of("key-service")))
                .hasStackTraceContaining("run 'signet migrate' first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collection-service",
                "key-service",
                "batch-dispatcher",
                "signing-service",
                "audit-service",
                "vault-service"
            })
    void serviceIsHandedNoSecretOfAnother(String service) throws Exception {
        var handed = new StringBuilder();
        for (var file : handedOut.filesOf(service)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("r--------");
            handed.append(Files.readString(file)).append('\n');
        }

        for (var secrets : List.of("tokens", "passwords")) {
            try (var files = Files.list(dir.resolve(secrets))) {
                for (var file : files.toList()) {
                    var name = Objects.requireNonNull(file.getFileName()).toString();
                    var isItsOwn = name.equals(service + ".token") || name.endsWith('_' + service.replace('-', '_'));
                    if (!isItsOwn) {
                        assertThat(handed.toString())
                                .as(name)
                                .doesNotContain(Files.readString(file).strip());
                    }
                }
            }
        }
    }

    private static void run(String service, String sql) throws SQLException {
        try (var connection = handedOut.connect(service, DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertDenied(String service, String sql) {
        assertThatThrownBy(() -> run(service, sql))
                .as("%s: %s", service, sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
    }
}
