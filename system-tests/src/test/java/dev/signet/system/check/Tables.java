package dev.signet.system.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the database, all questions in one snapshot, so that they see the same moment. */
final class Tables {
    private static final int MOST_OF_A_KIND = 10;

    private Tables() {}

    /** Reads in a transaction that sees one moment. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Connection connection) throws SQLException;
    }

    /** Each rule is a query for what breaks it, one sentence a row. */
    static List<Violation> broken(String check, Evidence evidence, List<String> rules) throws SQLException {
        return atOneMoment(evidence, connection -> {
            var violations = new ArrayList<Violation>();
            for (var rule : rules) {
                violations.addAll(broken(check, connection, rule));
            }
            return violations;
        });
    }

    /** @param query SHA-256 and how often it is there */
    static Payloads counted(Evidence evidence, String query) throws SQLException {
        return atOneMoment(evidence, connection -> {
            var payloads = new Payloads();
            try (var statement = connection.createStatement()) {
                var row = statement.executeQuery(query);
                while (row.next()) {
                    payloads.add(row.getString(1), row.getLong(2));
                }
            }
            return payloads;
        });
    }

    static <T> T atOneMoment(Evidence evidence, Reader<T> reader) throws SQLException {
        try (var connection = evidence.servers().connect()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            var result = reader.read(connection);
            connection.commit();
            return result;
        }
    }

    private static List<Violation> broken(String check, Connection connection, String rule) throws SQLException {
        try (var query = connection.prepareStatement(rule)) {
            query.setMaxRows(MOST_OF_A_KIND);
            var found = new ArrayList<Violation>();
            var rows = query.executeQuery();
            while (rows.next()) {
                found.add(new Violation(check, rows.getString(1)));
            }
            return found;
        }
    }
}
