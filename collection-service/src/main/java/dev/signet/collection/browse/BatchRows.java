package dev.signet.collection.browse;

import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes of rows what is shown of batches. */
@Component
class BatchRows {
    private final JdbcClient jdbc;
    private final KnownKeyrings keyrings;

    BatchRows(JdbcClient jdbc, KnownKeyrings keyrings) {
        this.jdbc = jdbc;
        this.keyrings = keyrings;
    }

    /** For one list: what is taken off is looked up once. */
    RowMapper<BatchView> now() {
        var attached = AttachedRanges.read(jdbc);
        return (row, _) -> toView(row, attached);
    }

    private BatchView toView(ResultSet row, AttachedRanges attached) throws SQLException {
        var state = BatchState.valueOf(row.getString("state"));
        var first = new RecordId(row.getLong("first_record_id"));
        var last = new RecordId(row.getLong("last_record_id"));
        return new BatchView(
                new BatchId(row.getLong("id")),
                new RunId(row.getLong("run_id")),
                keyrings.nameOf(row.getInt("keyring")),
                Optional.ofNullable(row.getObject("parent_id", Long.class)).map(BatchId::new),
                first,
                last,
                row.getInt("size"),
                state,
                row.getInt("attempts"),
                row.getInt("failures"),
                row.getInt("expirations"),
                Optional.ofNullable(row.getString("last_error")),
                Optional.ofNullable(row.getString("key_id")).map(KeyId::new),
                Optional.ofNullable(row.getObject("token", Long.class)),
                Optional.ofNullable(row.getObject("lease_id", UUID.class)).map(LeaseId::new),
                Optional.ofNullable(row.getString("algorithm")).map(Algorithm::of),
                time(row, "next_dispatch_at").filter(_ -> state.isOpen()),
                time(row, "signed_at"),
                !attached.contain(first) || !attached.contain(last));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
