package dev.signet.collection.promise;

import dev.signet.collection.promise.Promises.Stretch;
import dev.signet.contract.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what must be 0 in the data, batch by batch as they are finished, and only while somebody asks: it believes no counter and no constraint. Each
 * batch of each keyring's newest run is looked at once; {@code RunCheck} counts all of them again when the run has ended.
 */
@Component
class PromiseCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int STRETCHES = 4;

    // index: run_keyring, once for each keyring
    private static final String NEWEST_RUNS = """
            SELECT newest.id, newest.keyring
              FROM keyring
             CROSS JOIN LATERAL (SELECT id, keyring
                                   FROM run
                                  WHERE run.keyring = keyring.number
                                  ORDER BY id DESC
                                  LIMIT 1) newest
             ORDER BY newest.id
            """;

    // index: batch_run; OFFSET keeps it from being looked for among all batches in the order of their ids
    private static final String BEFORE_THE_FIRST = """
            SELECT id - 1 FROM (SELECT id FROM batch WHERE run_id = :run OFFSET 0) of_run ORDER BY id LIMIT 1
            """;

    // Below the first open batch all are finished for good. Indexes: batch_keyring, state by state, and so past what is
    // of other keyrings; batch_new, batch_outstanding (a few hundred entries), signature's primary key batch by batch.
    // Of batches in ranges that were taken off there is nothing to count.
    private static final String STRETCH = """
            WITH finished AS MATERIALIZED (
                SELECT b.id, b.first_record_id, b.last_record_id, b.size, b.state, b.last_error,
                       (SELECT batch_size FROM run WHERE id = :run) AS batch_size
                  FROM unnest(ARRAY['SIGNED', 'QUARANTINED', 'SUPERSEDED']) ended(state)
                 CROSS JOIN LATERAL (SELECT id, first_record_id, last_record_id, size, state, last_error
                                       FROM batch
                                      WHERE keyring = :keyring AND state = ended.state AND id > :after AND run_id = :run
                                        AND id < coalesce((SELECT min(id)
                                                             FROM batch
                                                            WHERE keyring = :keyring AND run_id = :run
                                                              AND attempts = 0 AND state = 'PLANNED'), 9223372036854775807)
                                        AND id < coalesce((SELECT min(id)
                                                             FROM batch
                                                            WHERE keyring = :keyring AND run_id = :run
                                                              AND attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')),
                                                          9223372036854775807)
                                      ORDER BY id
                                      LIMIT 500) b
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
    private final Map<Integer, Counted> ofKeyrings = new HashMap<>();
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

    /** What was counted when each run had ended, all runs together: what a look at the newest ones alone might pass over. */
    long inEndedRuns() {
        return jdbc.sql(FOUND_AT_THE_END).query(Long.class).single();
    }

    private void goOn() {
        var newest = newestRuns();
        var found = Promises.none(clock.instant());
        for (var run : newest) {
            var counted = begun(run).map(last -> look(run, last, newest.size()));
            if (counted.isPresent()) {
                found = found.plus(run.id(), counted.get().soFar());
            }
        }
        latest = found;
    }

    /** As far as it has been counted; empty as long as it has no batch. */
    private Optional<Counted> begun(Run run) {
        var last = Optional.ofNullable(ofKeyrings.get(run.keyring()));
        return last.filter(counted -> counted.run().equals(run.id())).or(() -> beginning(run));
    }

    private Optional<Counted> beginning(Run run) {
        return jdbc.sql(BEFORE_THE_FIRST)
                .param("run", run.id().value())
                .query(Long.class)
                .optional()
                .map(after -> new Counted(run.id(), Stretch.after(after)));
    }

    private Counted look(Run run, Counted last, int runs) {
        var counted = last;
        for (int i = 0; i < Math.max(1, STRETCHES / runs); i++) {
            var stretch = stretch(run, counted.soFar().through());
            counted = new Counted(run.id(), counted.soFar().plus(stretch));
            ofKeyrings.put(run.keyring(), counted);
            if (stretch.batches() == 0) {
                break;
            }
        }
        return counted;
    }

    private List<Run> newestRuns() {
        return jdbc.sql(NEWEST_RUNS)
                .query((row, _) -> new Run(new RunId(row.getLong("id")), row.getInt("keyring")))
                .list();
    }

    private Stretch stretch(Run run, long after) {
        return jdbc.sql(STRETCH)
                .param("run", run.id().value())
                .param("keyring", run.keyring())
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

    private record Run(RunId id, int keyring) {}

    private record Counted(RunId run, Stretch soFar) {}
}
