package dev.signet.collection.progress;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts from the data, once a run has ended, whether its rules were kept. Believes no constraint and no counter. */
@Repository
class RunCheck {
    // double_signed: records of the run whose number of signatures is not the one it should be. These are
    //   - signatures in the run's range that no live signed batch covers, or more than one, or a quarantined one,
    //   - records in the run's range that have neither a signature nor a quarantined batch,
    //   - signatures of a batch beyond its size.
    // mixed_key_batches: batches that were not signed by one use of a key alone. These are
    //   - batches in whose range lies a signature made for another batch, hence by another use of a key,
    //   - batches that share their (key, token) with another batch.
    // Batch by batch through signature's primary key, so that it takes one pass over the run's signatures.
    private static final String CHECK = """
            WITH live AS MATERIALIZED (
                SELECT id, first_record_id, last_record_id, size, state
                  FROM batch
                 WHERE run_id = :run AND state <> 'SUPERSEDED'
            ), bounds AS MATERIALIZED (
                SELECT min(first_record_id) AS first_id, max(last_record_id) AS last_id FROM live
            ), covered AS MATERIALIZED (
                SELECT live.id, live.state, s.record_id, s.batch_id
                  FROM live
                  JOIN signature s ON s.record_id BETWEEN live.first_record_id AND live.last_record_id
            ), wrongly_covered AS (
                SELECT count(*) AS n
                  FROM (SELECT 1 FROM covered GROUP BY record_id HAVING count(*) > 1 OR bool_or(state <> 'SIGNED')) records
            ), not_covered AS (
                SELECT (SELECT count(*) FROM signature, bounds WHERE record_id BETWEEN first_id AND last_id)
                       - (SELECT count(DISTINCT record_id) FROM covered) AS n
            ), not_signed AS (
                SELECT (SELECT count(*)
                          FROM record r, bounds
                         WHERE r.id BETWEEN first_id AND last_id
                           AND NOT EXISTS (SELECT 1
                                             FROM signature s
                                            WHERE s.record_id = r.id
                                              AND s.record_id BETWEEN (SELECT first_id FROM bounds) AND (SELECT last_id FROM bounds)))
                       - (SELECT count(*)
                            FROM live
                            JOIN record r ON r.id BETWEEN live.first_record_id AND live.last_record_id
                           WHERE live.state = 'QUARANTINED'
                             AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.record_id = r.id)) AS n
            ), beyond_size AS (
                SELECT coalesce(sum(c.n - live.size), 0) AS n
                  FROM live
                  JOIN (SELECT id, count(*) AS n FROM covered GROUP BY id) c ON c.id = live.id
                 WHERE live.state = 'SIGNED' AND c.n > live.size
            ), mixed AS (
                SELECT count(DISTINCT id) AS n FROM covered WHERE batch_id <> id
            ), shared_use AS (
                SELECT count(*) AS n
                  FROM batch mine
                 WHERE mine.run_id = :run
                   AND EXISTS (SELECT 1
                                 FROM batch other
                                WHERE other.key_id = mine.key_id AND other.token = mine.token AND other.id <> mine.id)
            )
            UPDATE run
               SET double_signed = wrongly_covered.n + not_covered.n + not_signed.n + beyond_size.n,
                   mixed_key_batches = mixed.n + shared_use.n,
                   checked_at = clock_timestamp()
              FROM wrongly_covered, not_covered, not_signed, beyond_size, mixed, shared_use
             WHERE run.id = :run AND run.state <> 'RUNNING' AND run.checked_at IS NULL
            """;

    private static final String UNCHECKED = """
            SELECT id FROM run WHERE state <> 'RUNNING' AND checked_at IS NULL ORDER BY id
            """;

    private final JdbcClient jdbc;

    RunCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Checks all runs that have ended since. */
    void checkEnded() {
        for (var run : jdbc.sql(UNCHECKED).query((row, _) -> row.getLong(1)).list()) {
            check(run);
        }
    }

    private void check(long run) {
        jdbc.sql(CHECK).param("run", run).update();
    }
}
