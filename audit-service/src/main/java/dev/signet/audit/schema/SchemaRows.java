package dev.signet.audit.schema;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The schemas that were registered, each version of each type's. */
@Repository
class SchemaRows {
    private static final String NEWEST = """
            SELECT DISTINCT ON (type) type, version, schema, registered_at FROM event_schema ORDER BY type, version DESC
            """;

    private static final String NEWEST_OF_TYPE = """
            SELECT type, version, schema, registered_at FROM event_schema WHERE type = :type ORDER BY version DESC LIMIT 1
            """;

    // Two at once take the same number: the second finds it taken, and its caller asks again.
    private static final String ADD = """
            INSERT INTO event_schema (type, version, schema)
            SELECT :type, coalesce(max(version), 0) + 1, :schema::json FROM event_schema WHERE type = :type
            ON CONFLICT DO NOTHING
            RETURNING type, version, schema, registered_at
            """;

    private final JdbcClient jdbc;

    SchemaRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param schema the JSON Schema, as it was registered */
    record SchemaRow(String type, int version, String schema, Instant registeredAt) {}

    List<SchemaRow> newest() {
        return query(jdbc.sql(NEWEST)).list();
    }

    Optional<SchemaRow> newest(String type) {
        return query(jdbc.sql(NEWEST_OF_TYPE).param("type", type)).optional();
    }

    SchemaRow add(String type, String schema) {
        while (true) {
            var added = query(jdbc.sql(ADD).param("type", type).param("schema", schema))
                    .optional();
            if (added.isPresent()) {
                return added.get();
            }
        }
    }

    private static JdbcClient.MappedQuerySpec<SchemaRow> query(JdbcClient.StatementSpec statement) {
        return statement.query((row, _) -> new SchemaRow(
                row.getString("type"),
                row.getInt("version"),
                row.getString("schema"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant()));
    }
}
