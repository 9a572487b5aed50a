package dev.signet.bench.peers;

import dev.signet.bench.contest.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/**
 * Which key signs which batch, in a table. A key is taken and given back in the transaction that stores the signatures: nobody else can have
 * it meanwhile, and a crash gives it back.
 */
final class SigningKeys {
    private static final Duration ASK_AGAIN = Duration.ofMillis(1);

    private static final String TABLE = """
            CREATE TABLE signing_key (
                id        int PRIMARY KEY,
                batch_id  bigint,
                last_used timestamptz NOT NULL DEFAULT clock_timestamp()
            );
            CREATE INDEX signing_key_free ON signing_key (last_used) WHERE batch_id IS NULL;
            INSERT INTO signing_key (id) SELECT number FROM generate_series(0, %d - 1) AS number;
            ANALYZE signing_key;
            """;

    private static final String TAKE_LEAST_RECENTLY_USED = """
            UPDATE signing_key
               SET batch_id = ?
             WHERE id = (SELECT id
                           FROM signing_key
                          WHERE batch_id IS NULL
                          ORDER BY last_used
                          LIMIT 1
                            FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    private static final String GIVE_BACK =
            "UPDATE signing_key SET batch_id = NULL, last_used = clock_timestamp() WHERE id = ?";

    SigningKeys(Database database, int count) throws SQLException {
        database.execute(TABLE.formatted(count));
    }

    /** The number of a key; waits while there are more batches than keys. */
    int take(Connection connection, long batch) throws SQLException {
        var key = takeIfFree(connection, batch);
        while (key.isEmpty()) {
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
            key = takeIfFree(connection, batch);
        }
        return key.getAsInt();
    }

    private static OptionalInt takeIfFree(Connection connection, long batch) throws SQLException {
        try (var take = connection.prepareStatement(TAKE_LEAST_RECENTLY_USED)) {
            take.setLong(1, batch);
            try (var row = take.executeQuery()) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    void giveBack(Connection connection, int key) throws SQLException {
        try (var update = connection.prepareStatement(GIVE_BACK)) {
            update.setInt(1, key);
            update.executeUpdate();
        }
    }
}
