package dev.signet.bench.signet;

import dev.signet.bench.contest.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Looks into Signet's tables for how far it has come. Seldom enough, and in few enough rows, to cost next to nothing. */
final class Ledger {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(5);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

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
            var start = System.nanoTime();
            var first = number(query);
            for (var left = first; left > 0; left = number(query)) {
                TimeUnit.NANOSECONDS.sleep(untilNextLook(System.nanoTime() - start, first - left, left));
            }
        }
    }

    // For half of what it will take at this pace: few looks, and the end is not missed by much.
    private static long untilNextLook(long nanos, long done, long left) {
        var rest = done <= 0 ? 0 : (double) nanos / done * left;
        return Math.clamp((long) rest / 2, SHORTEST_WAIT.toNanos(), LONGEST_WAIT.toNanos());
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (var row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    long signatures() throws SQLException {
        return database.number("SELECT count(*) FROM collection.signature");
    }
}
