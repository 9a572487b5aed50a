package dev.signet.audit.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * After the owner has migrated the schema, it makes the role that the service works as, if that is missing, and lets it append and read: nothing else.
 * Who takes the service over can add events, but not change or remove one.
 */
@Component
class WriterRole extends BaseCallback {
    private static final Logger log = LoggerFactory.getLogger(WriterRole.class);
    private static final String EXISTS = "SELECT 1 FROM pg_roles WHERE rolname = ?";
    private static final List<String> GRANTS = List.of(
            "GRANT USAGE ON SCHEMA audit TO %s",
            "GRANT SELECT, INSERT ON audit.event, audit.submission, audit.tile, audit.event_kind, audit.event_schema TO %s",
            "GRANT SELECT, UPDATE ON audit.log_head TO %s",
            "GRANT EXECUTE ON FUNCTION audit.make_partitions() TO %s");

    // somebody else may make it in the same moment
    private static final String MAKE = """
            DO $make$ BEGIN
                CREATE ROLE %s LOGIN NOINHERIT PASSWORD %s;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END $make$
            """;

    private final WriterProperties properties;

    WriterRole(WriterProperties properties) {
        this.properties = properties;
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
        var writer = properties.writerUser();
        if (writer == null) {
            log.warn("The service works as the owner of its tables, which are append-only by trigger alone;"
                    + " set SIGNET_AUDIT_WRITER_USER and SIGNET_AUDIT_WRITER_PASSWORD to change that");
            return;
        }
        try {
            makeMissing(context.getConnection(), writer);
            try (var statement = context.getConnection().createStatement()) {
                for (var grant : GRANTS) {
                    statement.execute(grant.formatted(statement.enquoteIdentifier(writer, true)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the role %s cannot be given its rights: %s".formatted(writer, e.getMessage()), e);
        }
    }

    private void makeMissing(Connection connection, String writer) throws SQLException {
        try (var question = connection.prepareStatement(EXISTS)) {
            question.setString(1, writer);
            if (question.executeQuery().next()) {
                return;
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute(MAKE.formatted(
                    statement.enquoteIdentifier(writer, true),
                    statement.enquoteLiteral(String.valueOf(properties.writerPassword()))));
        }
    }
}
