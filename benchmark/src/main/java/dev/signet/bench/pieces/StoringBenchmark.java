package dev.signet.bench.pieces;

import dev.signet.bench.contest.Database;
import dev.signet.bench.contest.Workload;
import dev.signet.bench.limits.PlainTables;
import dev.signet.bench.limits.SignatureCopy;
import dev.signet.contract.Algorithm;
import dev.signet.embedded.EmbeddedPostgres;
import dev.signet.platform.BinaryCopy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Putting a batch's signatures into the database, without the commit: each is rolled back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(5)
public class StoringBenchmark {
    private static final int SIGNATURE_BYTES = 64;

    private static final String COPY = "COPY signature (record_id, batch_id, signature) FROM STDIN (FORMAT binary)";

    private static final String EXISTING = "SELECT count(*) FROM record WHERE id = ANY (?)";

    private static final String UNNEST = """
            INSERT INTO signature (record_id, batch_id, signature)
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bytea[])
            """;

    private static final String UNNEST_OF_RECORDS = """
            INSERT INTO signature (record_id, batch_id, signature)
            SELECT record.id, sent.batch_id, sent.signature
              FROM unnest(?::bigint[], ?::bigint[], ?::bytea[]) AS sent (record_id, batch_id, signature)
              JOIN record ON record.id = sent.record_id
            """;

    /** How many signatures. */
    @Param({"100", "1000"})
    public int size;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();
    private @Nullable Connection connection;

    @Setup(Level.Trial)
    public void fill() throws SQLException {
        var database = new Database(postgres.createDatabase("pieces_" + size), postgres.user(), postgres.password());
        new PlainTables(database, new Workload(size, 1, size, 256, Algorithm.ED25519, "auto", 1, 1, 1)).load();
        connection = database.connect();
        connection.setAutoCommit(false);
    }

    @Setup(Level.Iteration)
    public void sweep() throws SQLException {
        try (var statement = connection().createStatement()) {
            statement.execute("TRUNCATE signature");
        }
        connection().commit();
    }

    @Benchmark
    public void copy() throws SQLException, IOException {
        var copy = new SignatureCopy(connection());
        copy.begin();
        for (var id = 1; id <= size; id++) {
            copy.add(id, 1, new byte[SIGNATURE_BYTES]);
        }
        copy.store();
        connection().rollback();
    }

    /** What collection-service does. */
    @Benchmark
    public void copyOfThoseThatAreRecords(Blackhole sink) throws SQLException {
        sink.consume(existing());
        BinaryCopy.run(connection(), COPY, copy -> {
            for (var id = 1; id <= size; id++) {
                copy.row(3);
                copy.number(id);
                copy.number(1);
                copy.bytes(new byte[SIGNATURE_BYTES]);
            }
        });
        connection().rollback();
    }

    private int existing() throws SQLException {
        try (var query = connection().prepareStatement(EXISTING)) {
            query.setObject(1, LongStream.rangeClosed(1, size).toArray());
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Benchmark
    public void unnest() throws SQLException {
        insert(UNNEST);
    }

    @Benchmark
    public void unnestOfThoseThatAreRecords() throws SQLException {
        insert(UNNEST_OF_RECORDS);
    }

    private void insert(String sql) throws SQLException {
        try (PreparedStatement insert = connection().prepareStatement(sql)) {
            var batches = new long[size];
            Arrays.fill(batches, 1);
            insert.setObject(1, LongStream.rangeClosed(1, size).toArray());
            insert.setObject(2, batches);
            insert.setObject(3, new byte[size][SIGNATURE_BYTES]);
            insert.executeUpdate();
        }
        connection().rollback();
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not filled yet");
        }
        return connection;
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        connection().close();
        postgres.close();
    }
}
