package dev.signet.collection.browse;

import dev.signet.contract.BatchState;
import dev.signet.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Batches from the newest on, to see what happens now. */
@Repository
class NewestBatches {
    private static final String ALL = """
            SELECT id, run_id, keyring, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations, last_error,
                   key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
              FROM batch
             WHERE id < :before
             ORDER BY id DESC
             LIMIT :rows
            """;

    // index: batch_usual or batch_exceptional, whose predicates a parameter would not match; hence one arm for each
    private static final String OF_STATE = """
            SELECT id, run_id, keyring, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations, last_error,
                   key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
              FROM ((SELECT id, run_id, keyring, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations,
                            last_error, key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
                       FROM batch
                      WHERE state IN ('PLANNED', 'DISPATCHED', 'SIGNED') AND state = :state AND id < :before
                      ORDER BY id DESC
                      LIMIT :rows)
                     UNION ALL
                    (SELECT id, run_id, keyring, parent_id, first_record_id, last_record_id, size, state, attempts, failures, expirations,
                            last_error, key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
                       FROM batch
                      WHERE state IN ('DEFERRED', 'QUARANTINED', 'SUPERSEDED') AND state = :state AND id < :before
                      ORDER BY id DESC
                      LIMIT :rows)) of_state
             ORDER BY id DESC
            """;

    private final JdbcClient jdbc;
    private final BatchRows rows;

    NewestBatches(JdbcClient jdbc, BatchRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** @param state null for all */
    Page<BatchView> page(@Nullable BatchState state, long before, int limit) {
        var statement =
                jdbc.sql(state == null ? ALL : OF_STATE).param("before", before).param("rows", limit + 1);
        if (state != null) {
            statement = statement.param("state", state.name());
        }
        return Page.of(statement.query(rows.now()).list(), limit, BatchView::id);
    }
}
