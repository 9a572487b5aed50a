package dev.signet.bench.limits;

import dev.signet.bench.contest.Database;
import dev.signet.bench.contest.Workload;
import java.sql.SQLException;

/** The records and the signatures in tables like Signet's, without anything else. */
public final class PlainTables {
    private static final String TABLES = """
            CREATE TABLE record (
                id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                payload bytea NOT NULL
            );
            ALTER TABLE record ALTER COLUMN payload SET STORAGE EXTERNAL;
            CREATE TABLE signature (
                record_id bigint PRIMARY KEY,
                batch_id  bigint NOT NULL,
                signature bytea  NOT NULL
            );
            """;

    private static final String FILL = """
            INSERT INTO record (payload)
            SELECT substring(decode(repeat(md5(number::text || random()::text), %2$d), 'hex') FOR %3$d)
              FROM generate_series(1, %1$d) AS number
             ORDER BY number
            """;
    private static final int DIGEST_BYTES = 16;

    private final Database database;
    private final Workload workload;
    private long loaded;
    private long first = 1;

    public PlainTables(Database database, Workload workload) throws SQLException {
        this.database = database;
        this.workload = workload;
        database.execute(TABLES);
    }

    /** Adds the workload's records. */
    public void load() throws SQLException {
        first = loaded + 1;
        loaded += workload.records();
        var repeats = Math.ceilDiv(workload.payloadBytes(), DIGEST_BYTES);
        database.execute(FILL.formatted(workload.records(), repeats, workload.payloadBytes()));
        database.execute("ANALYZE record");
    }

    /** The first record of a batch of those that were loaded last. */
    public long firstOf(int batch) {
        return first + (long) batch * workload.batchSize();
    }

    public long lastOf(int batch) {
        return Math.min(loaded, firstOf(batch + 1) - 1);
    }

    public long signatures() throws SQLException {
        return database.number("SELECT count(*) FROM signature");
    }
}
