package dev.signet.collection.record;

import dev.signet.contract.RecordId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The only place that writes records: by COPY, under the planning lock. */
@Component
public class RecordWriter {
    // Drawn under the planning lock; not by the column's default, so that the caller learns which they are.
    private static final String NEXT_IDS = "SELECT nextval('record_id') FROM generate_series(1, ?)";
    private static final String COPY = "COPY record (id, payload) FROM STDIN (FORMAT binary)";

    private final JdbcOperations jdbc;
    private final PlanningLock planning;

    RecordWriter(JdbcOperations jdbc, PlanningLock planning) {
        this.jdbc = jdbc;
        this.planning = planning;
    }

    /** Writes at least one record, in the order given. Everything was read from the network before the transaction began. */
    @Transactional(propagation = Propagation.MANDATORY)
    public IdRange append(List<byte[]> payloads) {
        planning.shared();
        var ids = jdbc.query(NEXT_IDS, (row, _) -> row.getLong(1), payloads.size());
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            copy(connection.unwrap(PGConnection.class), ids, payloads);
            return ids.size();
        });
        return new IdRange(new RecordId(ids.getFirst()), new RecordId(ids.getLast()));
    }

    private static void copy(PGConnection connection, List<Long> ids, List<byte[]> payloads) throws SQLException {
        try (var out = new BinaryCopy(new PGCopyOutputStream(connection, COPY, 1 << 16))) {
            for (int i = 0; i < payloads.size(); i++) {
                out.row(ids.get(i), payloads.get(i));
            }
        } catch (IOException e) {
            // what the stream wraps says whether the database is away
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException("COPY failed", "08006", e);
        }
    }
}
