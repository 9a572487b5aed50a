package dev.signet.bench.signet;

import dev.signet.bench.contest.Database;
import java.sql.SQLException;
import java.time.Duration;

/** Looks into Signet's tables for how far it has come. Seldom enough, and in few enough rows, to cost next to nothing. */
final class Ledger {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private static final String UNPLANNED = """
            SELECT count(*) FROM (SELECT FROM collection.record
                                   WHERE id > (SELECT coalesce(max(last_record_id), 0) FROM collection.batch) LIMIT 1) AS one
            """;

    private static final String UNSIGNED = """
            SELECT sum(records_planned) - sum(records_signed) FROM collection.run_counter
            """;

    private static final String HELD = "SELECT count(*) FROM keys.key_lease WHERE state <> 'CLOSED'";

    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    /** Every record is in a batch. */
    void awaitPlanned() throws SQLException, InterruptedException {
        awaitNone(UNPLANNED);
        database.execute("ANALYZE");
    }

    void awaitSigned() throws SQLException, InterruptedException {
        awaitNone(UNSIGNED);
    }

    void awaitKeysFree() throws SQLException, InterruptedException {
        awaitNone(HELD);
    }

    private void awaitNone(String sql) throws SQLException, InterruptedException {
        try (var connection = database.connect();
                var query = connection.prepareStatement(sql)) {
            while (true) {
                try (var row = query.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    long signatures() throws SQLException {
        return database.number("SELECT count(*) FROM collection.signature");
    }
}
