package dev.signet.bench.audit;

import dev.signet.bench.contest.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What one would write first: each event a document, inserted and committed by itself, unique by source and id, with an index on all of it. */
final class SingleInserts implements Load.Client {
    private static final String TABLE = """
            CREATE TABLE document (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, received_at timestamptz DEFAULT now(), event jsonb NOT NULL);
            CREATE UNIQUE INDEX ON document ((event ->> 'source'), (event ->> 'id'));
            CREATE INDEX ON document USING gin (event jsonb_path_ops)
            """;

    private static final String INSERT = "INSERT INTO document (event) VALUES (?::jsonb) ON CONFLICT DO NOTHING";

    private final Connection connection;
    private final PreparedStatement insert;

    private SingleInserts(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(INSERT);
    }

    static Load.Clients into(Database database) throws SQLException {
        database.execute(TABLE);
        return () -> new SingleInserts(database.connect());
    }

    @Override
    public void bring(String[] events) throws SQLException {
        for (var event : events) {
            insert.setString(1, event);
            insert.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
