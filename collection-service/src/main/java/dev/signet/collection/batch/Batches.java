package dev.signet.collection.batch;

import static java.util.stream.Collectors.toMap;

import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Batches, one at a time. */
@Repository
public class Batches {
    private static final String FIND = """
            SELECT id, run_id, parent_id, first_record_id, last_record_id, size, state, failures, expirations, key_id, token, lease_id
              FROM batch
             WHERE id = ANY (:ids)
             ORDER BY id
            """;

    private static final String LOCK = FIND + " FOR UPDATE";

    // A store, a split or a quarantine may have overtaken: then nothing changes. Whoever speaks of a batch that was
    // never
    // handed out must not keep it from being so.
    private static final String DEFER = """
            UPDATE batch
               SET state = 'DEFERRED', attempts = greatest(attempts, 1),
                   next_dispatch_at = clock_timestamp() + make_interval(secs => :seconds)
             WHERE id = :id AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
            RETURNING run_id, next_dispatch_at
            """;

    // Not later than it is: whoever found the lease open has put it off by what the lease had left.
    private static final String DUE_WITHIN = """
            UPDATE batch
               SET next_dispatch_at = least(next_dispatch_at, clock_timestamp() + make_interval(secs => :seconds))
             WHERE id = :id AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
            """;

    private final JdbcClient jdbc;

    Batches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<BatchHead> find(BatchId id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    /** Those that there are. */
    public Map<BatchId, BatchHead> find(Collection<BatchId> ids) {
        return all(FIND, ids).collect(toMap(LockedBatch::id, LockedBatch::head));
    }

    /** Locks the batch's row until the transaction ends; empty when there is none. */
    public Optional<LockedBatch> lock(BatchId id) {
        return Optional.ofNullable(lock(List.of(id)).get(id));
    }

    /** Locks these batches' rows, in order, until the transaction ends. Those that there are. */
    public Map<BatchId, LockedBatch> lock(Collection<BatchId> ids) {
        return all(LOCK, ids).collect(toMap(LockedBatch::id, batch -> batch));
    }

    private Stream<LockedBatch> all(String sql, Collection<BatchId> ids) {
        return jdbc
                .sql(sql)
                .param("ids", ids.stream().mapToLong(BatchId::value).toArray())
                .query((row, _) -> toLocked(row))
                .list()
                .stream();
    }

    /** Of which run, and until when. */
    record Deferred(RunId run, Instant until) {}

    /** Makes an open batch due again later; empty when it is not open any more. */
    Optional<Deferred> defer(BatchId id, long millis) {
        return jdbc.sql(DEFER)
                .param("id", id.value())
                .param("seconds", millis / 1000.0)
                .query((row, _) -> new Deferred(
                        new RunId(row.getLong("run_id")),
                        row.getObject("next_dispatch_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Makes an open batch due in so many milliseconds, unless it is due earlier. */
    void dueWithin(BatchId id, long millis) {
        jdbc.sql(DUE_WITHIN)
                .param("id", id.value())
                .param("seconds", millis / 1000.0)
                .update();
    }

    private static LockedBatch toLocked(ResultSet row) throws SQLException {
        return new LockedBatch(
                new BatchId(row.getLong("id")),
                new RunId(row.getLong("run_id")),
                row.getObject("parent_id") != null,
                new RecordId(row.getLong("first_record_id")),
                new RecordId(row.getLong("last_record_id")),
                row.getInt("size"),
                BatchState.valueOf(row.getString("state")),
                row.getInt("failures"),
                row.getInt("expirations"),
                toLeaseUse(row));
    }

    private static Optional<LeaseUse> toLeaseUse(ResultSet row) throws SQLException {
        var lease = row.getObject("lease_id", UUID.class);
        return lease == null
                ? Optional.empty()
                : Optional.of(
                        new LeaseUse(new LeaseId(lease), new KeyId(row.getString("key_id")), row.getLong("token")));
    }
}
