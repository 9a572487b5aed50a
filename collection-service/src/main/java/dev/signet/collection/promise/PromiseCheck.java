package dev.signet.collection.promise;

import dev.signet.collection.promise.Promises.Stretch;
import dev.signet.contract.RunId;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what must be 0 in the data, batch by batch as they are finished, and only while somebody asks: it believes no counter and no constraint. Each
 * batch is looked at once; {@code RunCheck} counts all of them again when the run has ended.
 */
@Component
class PromiseCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int STRETCHES = 4;

    private static final String NEWEST_RUN = """
            SELECT id FROM run ORDER BY id DESC LIMIT 1
            """;

    // Below the first open batch all are finished for good. Indexes: batch's primary key, batch_new, batch_outstanding
    // (a few hundred entries),
    // signature's primary key batch by batch. Of batches in ranges that were taken off there is nothing to count.
    private static final String STRETCH = """
            WITH finished AS MATERIALIZED (
                SELECT b.id, b.first_record_id, b.last_record_id, b.size, b.state, b.last_error, run.batch_size
                  FROM batch b
                  JOIN run ON run.id = b.run_id
                 WHERE b.id > :after AND b.run_id = :run
                   AND b.id < coalesce((SELECT min(id)
                                          FROM batch
                                         WHERE keyring = (SELECT keyring FROM run WHERE id = :run) AND run_id = :run
                                           AND attempts = 0 AND state = 'PLANNED'), 9223372036854775807)
                   AND b.id < coalesce((SELECT min(id)
                                          FROM batch
                                         WHERE keyring = (SELECT keyring FROM run WHERE id = :run) AND run_id = :run
                                           AND attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')), 9223372036854775807)
                 ORDER BY b.id
                 LIMIT 500
            ), attached AS MATERIALIZED (
                SELECT first, past FROM attached_ranges()
            ), counted AS (
                SELECT f.id, f.size, count(s.record_id) AS signatures, count(*) FILTER (WHERE s.batch_id <> f.id) AS of_others
                  FROM finished f
                  LEFT JOIN signature s ON s.record_id BETWEEN f.first_record_id AND f.last_record_id
                 WHERE f.state = 'SIGNED'
                   AND EXISTS (SELECT FROM attached WHERE f.first_record_id >= first AND f.first_record_id < past)
                   AND EXISTS (SELECT FROM attached WHERE f.last_record_id >= first AND f.last_record_id < past)
                 GROUP BY f.id, f.size
            )
            SELECT (SELECT coalesce(max(id), :after) FROM finished) AS through,
                   (SELECT count(*) FROM finished) AS batches,
                   (SELECT count(*) FROM finished WHERE size > batch_size) AS wrong_sizes,
                   (SELECT coalesce(sum(greatest(signatures - size, 0)), 0) FROM counted) AS signed_twice,
                   (SELECT count(*) FROM counted WHERE of_others > 0) AS mixed_key_batches,
                   (SELECT coalesce(sum(greatest(size - signatures, 0)), 0) FROM counted)
                   + (SELECT count(*) FROM finished WHERE state = 'QUARANTINED' AND coalesce(last_error, '') = '') AS unsigned
            """;

    // One row for each run there ever was.
    private static final String FOUND_AT_THE_END = """
            SELECT coalesce(sum(double_signed + mixed_key_batches), 0) FROM run WHERE checked_at IS NOT NULL
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private long after;
    private long takenAt;
    private Promises latest;

    PromiseCheck(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.takenAt = System.nanoTime() - PATIENCE.toNanos();
        this.latest = Promises.none(clock.instant());
    }

    /** At most a second old. Synchronized: it goes on from where it was. */
    synchronized Promises latest() {
        var now = System.nanoTime();
        if (now - takenAt >= PATIENCE.toNanos()) {
            goOn();
            takenAt = now;
        }
        return latest;
    }

    /** What was counted when each run had ended, all runs together: what a look at the newest one alone might pass over. */
    long inEndedRuns() {
        return jdbc.sql(FOUND_AT_THE_END).query(Long.class).single();
    }

    private void goOn() {
        var run = jdbc.sql(NEWEST_RUN).query(Long.class).optional().map(RunId::new);
        if (!run.equals(latest.runId())) {
            after = 0;
            latest = run.map(id -> Promises.of(clock.instant(), id)).orElseGet(() -> Promises.none(clock.instant()));
        }
        run.ifPresent(this::look);
    }

    private void look(RunId run) {
        for (int i = 0; i < STRETCHES; i++) {
            var stretch = stretch(run);
            latest = latest.plus(clock.instant(), stretch);
            after = stretch.through();
            if (stretch.batches() == 0) {
                return;
            }
        }
    }

    private Stretch stretch(RunId run) {
        return jdbc.sql(STRETCH)
                .param("run", run.value())
                .param("after", after)
                .query((row, _) -> new Stretch(
                        row.getLong("through"),
                        row.getLong("batches"),
                        row.getLong("signed_twice"),
                        row.getLong("mixed_key_batches"),
                        row.getLong("wrong_sizes"),
                        row.getLong("unsigned")))
                .single();
    }
}
