package dev.signet.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After the owner has migrated a schema, it makes the role that the service works as, if that is missing, and gives it what it needs there and nothing
 * anywhere else. Who takes the service over can make no table, reach no other schema, and change or remove nothing that is append-only.
 */
public final class ServiceRole extends BaseCallback {
    private static final Logger log = LoggerFactory.getLogger(ServiceRole.class);

    // Services migrate at the same time, and grants on one thing do not stand that.
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7369676)";
    private static final String EXISTS = "SELECT 1 FROM pg_roles WHERE rolname = ?";

    // somebody else may make it in the same moment, for another database of the server
    private static final String MAKE = """
            DO $make$ BEGIN
                CREATE ROLE %s LOGIN NOINHERIT;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END $make$
            """;

    private static final List<String> GRANTS = List.of(
            "REVOKE TEMPORARY ON DATABASE %3$s FROM PUBLIC",
            "GRANT USAGE ON SCHEMA %2$s TO %1$s",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA %2$s TO %1$s",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA %2$s TO %1$s",
            "REVOKE ALL ON ALL TABLES IN SCHEMA %2$s FROM %1$s");

    // What these triggers forbid to everybody, or to all but the owner's functions, is not granted: of a trigger's
    // type,
    // bit 3 is DELETE and bit 4 is UPDATE. Partitions are reached through the table that they are parts of.
    private static final String GRANTS_OF_TABLES = """
            SELECT format('GRANT SELECT%s ON %I.%I TO %I',
                          CASE WHEN c.relname = ? THEN ''
                               ELSE ', INSERT' || CASE WHEN guard.type & 8 = 0 THEN ', DELETE' ELSE '' END
                                               || CASE WHEN guard.type & 16 = 0 THEN ', UPDATE' ELSE '' END END,
                          n.nspname, c.relname, ?)
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
             CROSS JOIN LATERAL (SELECT coalesce(bit_or(t.tgtype), 0) AS type
                                   FROM pg_trigger t
                                  WHERE t.tgrelid = c.oid AND t.tgname IN ('append_only', 'only_forward_by_owner')) AS guard
             WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            """;

    private final String name;
    private final String password;

    /** @param password of the role, where it has to be made; it goes to the server as a SCRAM verifier, and so into none of its logs */
    public ServiceRole(String name, String password) {
        this.name = name;
        this.password = password;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        var connection = context.getConnection();
        var schema = context.getConfiguration().getDefaultSchema();
        try {
            if (connection.getMetaData().getUserName().equals(name)) {
                log.info(
                        "Works as the owner of schema {}, whose tables are append-only by trigger alone;"
                                + " SIGNET_DATABASE_OWNER_USER would separate the two",
                        schema);
                return;
            }
            makeMissing(connection);
            grant(connection, schema, context.getConfiguration().getTable());
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the role %s cannot be given its rights in schema %s: %s".formatted(name, schema, e.getMessage()),
                    e);
        }
    }

    private void makeMissing(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var question = connection.prepareStatement(EXISTS)) {
            statement.execute(ONE_AT_A_TIME);
            question.setString(1, name);
            if (!question.executeQuery().next()) {
                statement.execute(MAKE.formatted(statement.enquoteIdentifier(name, true)));
                connection.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), null);
            }
        }
    }

    private void grant(Connection connection, String schema, String history) throws SQLException {
        try (var statement = connection.createStatement()) {
            var role = statement.enquoteIdentifier(name, true);
            var quoted = statement.enquoteIdentifier(schema, true);
            var database = statement.enquoteIdentifier(connection.getCatalog(), true);
            for (var grant : GRANTS) {
                statement.execute(grant.formatted(role, quoted, database));
            }
            for (var grant : grantsOfTables(connection, schema, history)) {
                statement.execute(grant);
            }
        }
    }

    private List<String> grantsOfTables(Connection connection, String schema, String history) throws SQLException {
        try (var query = connection.prepareStatement(GRANTS_OF_TABLES)) {
            query.setString(1, history);
            query.setString(2, name);
            query.setString(3, schema);
            var grants = new ArrayList<String>();
            for (var row = query.executeQuery(); row.next(); ) {
                grants.add(row.getString(1));
            }
            return grants;
        }
    }
}
