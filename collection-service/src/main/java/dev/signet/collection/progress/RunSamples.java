package dev.signet.collection.progress;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sampler's statements. None counts records that are planned: the counters move with the batches. */
@Repository
class RunSamples {
    // One statement, one snapshot: the numbers add up. Indexes: run by run_keyring, run_counter by primary key,
    // batch_outstanding
    // (a few hundred
    // entries of the keyring), record's primary key behind the last planned one.
    private static final String NEWEST = """
            SELECT run.id, run.state, run.batch_size, run.started_at, run.completed_at, run.paused_at,
                   (extract(epoch FROM coalesce(run.completed_at, clock_timestamp()) - run.started_at) * 1000)::bigint AS elapsed_millis,
                   run.double_signed, run.mixed_key_batches, run.checked_at,
                   counted.records_planned, counted.records_signed, counted.batches_planned, counted.batches_signed,
                   counted.batches_superseded, counted.batches_quarantined, counted.redispatched, counted.deferred,
                   outstanding.dispatched_now, outstanding.deferred_now,
                   CASE WHEN (SELECT max(id) FROM record WHERE id >= :first AND id < :past)
                             > (SELECT through FROM planned WHERE keyring = :keyring)
                        THEN (SELECT count(*)
                                FROM (SELECT id
                                        FROM record
                                       WHERE id > (SELECT through FROM planned WHERE keyring = :keyring) AND id < :past
                                       ORDER BY id
                                       LIMIT 100000) later)
                        ELSE 0
                   END AS unplanned,
                   (SELECT count(*) FROM (SELECT 1 FROM parked_message LIMIT 100000) lying) AS parked
              FROM (VALUES (true)) always
              LEFT JOIN (SELECT id, state, batch_size, started_at, completed_at, paused_at, double_signed, mixed_key_batches, checked_at
                           FROM run
                          WHERE keyring = :keyring
                          ORDER BY id DESC
                          LIMIT 1) run ON true
              LEFT JOIN LATERAL (SELECT sum(records_planned) AS records_planned, sum(records_signed) AS records_signed,
                                        sum(batches_planned) AS batches_planned, sum(batches_signed) AS batches_signed,
                                        sum(batches_superseded) AS batches_superseded,
                                        sum(batches_quarantined) AS batches_quarantined,
                                        sum(redispatched) AS redispatched, sum(deferred) AS deferred
                                   FROM run_counter
                                  WHERE run_id = run.id) counted ON true
              LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'DISPATCHED') AS dispatched_now,
                                        count(*) FILTER (WHERE state = 'DEFERRED') AS deferred_now
                                   FROM batch
                                  WHERE keyring = :keyring AND attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
                                    AND run_id = run.id) outstanding ON true
            """;

    // index: batch_quarantined_range
    private static final String QUARANTINED = """
            SELECT r.id
              FROM (SELECT first_record_id, last_record_id
                      FROM batch
                     WHERE state = 'QUARANTINED' AND run_id = :run
                     ORDER BY last_record_id
                     LIMIT 100) b
             CROSS JOIN LATERAL (SELECT id
                                   FROM record
                                  WHERE id BETWEEN b.first_record_id AND b.last_record_id
                                  ORDER BY id
                                  LIMIT 1) r
             ORDER BY r.id
            """;

    // why a batch of the run has to wait: the latest of those that said so
    private static final String LAST_ERROR = """
            SELECT last_error
              FROM batch
             WHERE keyring = :keyring AND attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED') AND run_id = :run
               AND last_error IS NOT NULL
             ORDER BY next_dispatch_at DESC
             LIMIT 1
            """;

    private final JdbcClient jdbc;

    RunSamples(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RunNumbers newest(Keyring keyring) {
        return jdbc.sql(NEWEST)
                .param("keyring", keyring.number())
                .param("first", keyring.first())
                .param("past", keyring.past())
                .query(RunSamples::toNumbers)
                .single();
    }

    List<RecordId> quarantined(long run) {
        return jdbc.sql(QUARANTINED)
                .param("run", run)
                .query((row, _) -> new RecordId(row.getLong(1)))
                .list();
    }

    Optional<String> lastError(Keyring keyring, long run) {
        return jdbc.sql(LAST_ERROR)
                .param("keyring", keyring.number())
                .param("run", run)
                .query(String.class)
                .optional();
    }

    private static RunNumbers toNumbers(ResultSet row, int number) throws SQLException {
        return new RunNumbers(
                row.getLong("id"),
                row.getString("state"),
                row.getInt("batch_size"),
                time(row, "started_at"),
                time(row, "completed_at"),
                time(row, "paused_at"),
                row.getLong("elapsed_millis"),
                Optional.ofNullable(row.getObject("double_signed", Long.class)),
                Optional.ofNullable(row.getObject("mixed_key_batches", Long.class)),
                time(row, "checked_at"),
                row.getLong("records_planned"),
                row.getLong("records_signed"),
                row.getLong("batches_planned"),
                row.getLong("batches_signed"),
                row.getLong("batches_superseded"),
                row.getLong("batches_quarantined"),
                row.getLong("redispatched"),
                row.getLong("deferred"),
                row.getLong("dispatched_now"),
                row.getLong("deferred_now"),
                row.getLong("unplanned"),
                row.getLong("parked"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
