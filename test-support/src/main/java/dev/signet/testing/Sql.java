package dev.signet.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** Statements on a connection that a test has opened itself. */
public final class Sql {
    public static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    public static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return String.valueOf(rows.getString(1));
        }
    }

    private Sql() {}
}
