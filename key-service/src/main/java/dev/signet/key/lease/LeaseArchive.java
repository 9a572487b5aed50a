package dev.signet.key.lease;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves leases out of the table that grants work with. A batch that was stored is done with for ever, so all leases of it leave together, in
 * the transaction that notes the batch as settled: whoever asks for one finds either the leases or the note.
 */
@Repository
class LeaseArchive {
    private static final Logger log = LoggerFactory.getLogger(LeaseArchive.class);
    private static final int MOST_BATCHES = 1000;

    // Also lets one at a time move.
    private static final String MAKE_PARTITION = "SELECT make_partition()";

    // Grants wait for none of this: it locks rows that are closed, and no batch among them is ever leased again.
    // Leases whose range was taken off before they were due stay where they are.
    static final String MOVE = """
            WITH bound AS MATERIALIZED (
                SELECT ledger_begin() AS first
            ), due AS MATERIALIZED (
                SELECT batch_id
                  FROM key_lease AS stored
                 WHERE state = 'CLOSED' AND outcome = 'STORED'
                   AND closed_at <= statement_timestamp() - :historyMillis * interval '1 millisecond'
                   AND close_tick >= (SELECT first FROM bound) AND close_tick < :past
                   AND NOT EXISTS (SELECT FROM key_lease AS open WHERE open.batch_id = stored.batch_id AND open.state <> 'CLOSED')
                 ORDER BY closed_at
                 LIMIT :most
            ), leaving AS MATERIALIZED (
                SELECT lease.id
                  FROM due
                 CROSS JOIN LATERAL (
                    SELECT id, close_tick FROM key_lease WHERE batch_id = due.batch_id AND outcome = 'STORED'
                     UNION
                    SELECT id, close_tick FROM key_lease WHERE batch_id = due.batch_id AND attempt > 0
                 ) AS lease
                 WHERE lease.close_tick >= (SELECT first FROM bound) AND lease.close_tick < :past
            ), moved AS (
                DELETE FROM key_lease
                 WHERE id = ANY (ARRAY(SELECT id FROM leaving))
                RETURNING id, request_id, key_id, token, batch_id, attempt, worker_id, worker_public_key, state, revoked_because, outcome,
                          grant_tick, close_tick, granted_at, expires_at, closed_at, renewals, progress
            ), archived AS (
                INSERT INTO closed_lease (id, request_id, key_id, token, batch_id, attempt, worker_id, worker_public_key, state,
                                          revoked_because, outcome, grant_tick, close_tick, granted_at, expires_at, closed_at, renewals,
                                          progress)
                SELECT id, request_id, key_id, token, batch_id, attempt, worker_id, worker_public_key, state,
                       revoked_because, outcome, grant_tick, close_tick, granted_at, expires_at, closed_at, renewals,
                       progress
                  FROM moved
            ), uses AS (
                INSERT INTO archived_use AS use (key_id, token, close_tick)
                SELECT key_id, max(token), max(close_tick) FROM moved GROUP BY key_id
                ON CONFLICT (key_id) DO UPDATE
                   SET token = greatest(use.token, excluded.token), close_tick = greatest(use.close_tick, excluded.close_tick)
            ), stored AS MATERIALIZED (
                SELECT unnest(range_agg(int8range(batch_id, batch_id, '[]'))) AS batches FROM moved WHERE outcome = 'STORED'
            ), neighbours AS (
                DELETE FROM settled_batch
                 USING stored
                 WHERE settled_batch.batches && int8range(lower(stored.batches) - 1, upper(stored.batches) + 1)
                RETURNING settled_batch.batches
            ), settled AS (
                INSERT INTO settled_batch (batches)
                SELECT unnest(range_agg(batches)) FROM (SELECT batches FROM stored UNION ALL SELECT batches FROM neighbours) AS every
            )
            SELECT count(*) FROM due
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LeaseProperties properties;

    LeaseArchive(JdbcClient jdbc, TransactionTemplate transaction, LeaseProperties properties) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void keepUp() {
        try {
            while (move() == MOST_BATCHES) {
                log.debug("Leases of {} batches have left, and there are more", MOST_BATCHES);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Leases that were closed long ago stay for now: {}", e.toString());
        }
    }

    /** Moves the leases of a bounded number of batches; returns of how many. */
    long move() {
        return transaction.execute(_ -> moveInTurn());
    }

    private long moveInTurn() {
        var past = jdbc.sql(MAKE_PARTITION).query(Long.class).single();
        return jdbc.sql(MOVE)
                .param("historyMillis", properties.history().toMillis())
                .param("past", past)
                .param("most", MOST_BATCHES)
                .query(Long.class)
                .single();
    }
}
