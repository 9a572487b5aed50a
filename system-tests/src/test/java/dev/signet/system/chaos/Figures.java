package dev.signet.system.chaos;

import dev.signet.testing.TestDatabase;
import java.sql.SQLException;

/** How much went on in a round, for people to read: a round in which nothing happened proves nothing. */
record Figures(
        long records,
        long batches,
        long leases,
        long fenced,
        long parked,
        long events,
        long items,
        long excused,
        long repeated) {
    private static final String COUNT = """
            SELECT (SELECT count(*) FROM collection.record),
                   (SELECT count(*) FROM collection.batch),
                   (SELECT count(*) FROM keys.key_lease),
                   (SELECT count(*) FROM keys.key_lease WHERE outcome = 'FENCED'),
                   (SELECT count(*) FROM collection.parked_message),
                   (SELECT count(*) FROM audit.event),
                   (SELECT count(*) FROM vault.item WHERE stored_at IS NOT NULL)
            """;

    /**
     * @param excused how many messages a wiped broker may have lost
     * @param repeated how many messages came again
     */
    static Figures of(TestDatabase database, long excused, long repeated) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(COUNT)) {
            row.next();
            return new Figures(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    excused,
                    repeated);
        }
    }

    @Override
    public String toString() {
        return "%,d records, %,d batches, %,d leases, %d fenced, %d parked, %,d events, %d items, %d excused, %,d repeated"
                .formatted(records, batches, leases, fenced, parked, events, items, excused, repeated);
    }
}
