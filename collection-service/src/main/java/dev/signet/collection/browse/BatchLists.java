package dev.signet.collection.browse;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Batches, to look at. */
@Repository
class BatchLists {
    private static final String ALL = """
            SELECT id, run_id, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations, last_error,
                   key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
              FROM batch
             WHERE id > :after
             ORDER BY id
             LIMIT :rows
            """;

    // index: batch_usual or batch_exceptional, whose predicates a parameter would not match; hence one arm for each
    private static final String OF_STATE = """
            SELECT id, run_id, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations, last_error,
                   key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
              FROM ((SELECT id, run_id, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations,
                            last_error, key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
                       FROM batch
                      WHERE state IN ('PLANNED', 'DISPATCHED', 'SIGNED') AND state = :state AND id > :after
                      ORDER BY id
                      LIMIT :rows)
                     UNION ALL
                    (SELECT id, run_id, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations,
                            last_error, key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
                       FROM batch
                      WHERE state IN ('DEFERRED', 'QUARANTINED', 'SUPERSEDED') AND state = :state AND id > :after
                      ORDER BY id
                      LIMIT :rows)) of_state
             ORDER BY id
            """;

    private static final String FIND = """
            SELECT id, run_id, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations, last_error,
                   key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
              FROM batch
             WHERE id = :id
            """;

    private final JdbcClient jdbc;

    BatchLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<BatchView> find(BatchId id) {
        var attached = AttachedRanges.read(jdbc);
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, _) -> toView(row, attached))
                .optional();
    }

    /** @param state null for all */
    Page<BatchView> page(@Nullable BatchState state, long after, int limit) {
        var statement =
                jdbc.sql(state == null ? ALL : OF_STATE).param("after", after).param("rows", limit + 1);
        if (state != null) {
            statement = statement.param("state", state.name());
        }
        var attached = AttachedRanges.read(jdbc);
        return Page.of(statement.query((row, _) -> toView(row, attached)).list(), limit, BatchView::id);
    }

    static BatchView toView(ResultSet row, AttachedRanges attached) throws SQLException {
        var state = BatchState.valueOf(row.getString("state"));
        var first = new RecordId(row.getLong("first_record_id"));
        var last = new RecordId(row.getLong("last_record_id"));
        return new BatchView(
                new BatchId(row.getLong("id")),
                new RunId(row.getLong("run_id")),
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
