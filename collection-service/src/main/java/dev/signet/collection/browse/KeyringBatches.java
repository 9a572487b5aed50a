package dev.signet.collection.browse;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.BatchState;
import dev.signet.platform.Page;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Batches of one keyring, from either end. */
@Repository
class KeyringBatches {
    // index: batch_keyring, state by state; the pages of the states make one
    private static final String OLDEST = """
            SELECT b.id, run_id, keyring, parent_id, first_record_id, last_record_id, size, b.state, attempts, failures, expirations,
                   last_error, key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
              FROM unnest(:states::text[]) AS wanted(state)
             CROSS JOIN LATERAL (SELECT id, run_id, keyring, parent_id, first_record_id, last_record_id, size, state, attempts, failures,
                                        expirations, last_error, key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
                                   FROM batch
                                  WHERE keyring = :keyring AND state = wanted.state AND id > :from
                                  ORDER BY id
                                  LIMIT :rows) b
             ORDER BY b.id
             LIMIT :rows
            """;

    private static final String NEWEST = """
            SELECT b.id, run_id, keyring, parent_id, first_record_id, last_record_id, size, b.state, attempts, failures, expirations,
                   last_error, key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
              FROM unnest(:states::text[]) AS wanted(state)
             CROSS JOIN LATERAL (SELECT id, run_id, keyring, parent_id, first_record_id, last_record_id, size, state, attempts, failures,
                                        expirations, last_error, key_id, token, lease_id, algorithm, next_dispatch_at, signed_at
                                   FROM batch
                                  WHERE keyring = :keyring AND state = wanted.state AND id < :from
                                  ORDER BY id DESC
                                  LIMIT :rows) b
             ORDER BY b.id DESC
             LIMIT :rows
            """;

    private final JdbcClient jdbc;
    private final BatchRows rows;

    KeyringBatches(JdbcClient jdbc, BatchRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * @param state null for all
     * @param from the id beyond which the page begins
     */
    Page<BatchView> page(Keyring keyring, @Nullable BatchState state, Order order, long from, int limit) {
        var states = state == null ? BatchState.values() : new BatchState[] {state};
        var page = jdbc.sql(order == Order.OLDEST ? OLDEST : NEWEST)
                .param("keyring", keyring.number())
                .param("states", Arrays.stream(states).map(BatchState::name).toArray(String[]::new))
                .param("from", from)
                .param("rows", limit + 1)
                .query(rows.now())
                .list();
        return Page.of(page, limit, BatchView::id);
    }
}
