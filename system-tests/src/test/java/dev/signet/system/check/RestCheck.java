package dev.signet.system.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A run that has ended is wholly at rest: all signed but what may be in quarantine, no lease open, every key free, everything in the audit log. */
final class RestCheck implements Check {
    private static final String KEYS_ARE_FREE = """
            SELECT format('key %s is %s', kid, state) FROM keys.signing_key WHERE state <> 'FREE'
            """;

    private static final String NO_LEASE_IS_OPEN = """
            SELECT format('lease %s of batch %s is %s', id, batch_id, state) FROM keys.key_lease WHERE state <> 'CLOSED'
            """;

    private static final String BATCHES_HAVE_ENDED = """
            SELECT format('batch %s of %s records is %s', id, size, state)
              FROM collection.batch
             WHERE state NOT IN ('SIGNED', 'SUPERSEDED') AND NOT (state = 'QUARANTINED' AND size = 1 AND last_error IS NOT NULL)
            """;

    private static final String RUNS_HAVE_ENDED = """
            SELECT format('run %s is %s, with %s in quarantine', run.id, run.state, b.quarantined)
              FROM collection.run
             CROSS JOIN LATERAL (
                SELECT count(*) AS quarantined FROM collection.batch WHERE run_id = run.id AND state = 'QUARANTINED') b
             WHERE run.state <> CASE WHEN b.quarantined > 0 THEN 'COMPLETED_WITH_QUARANTINE' ELSE 'COMPLETED' END
            """;

    private static final String RUNS_FOUND_NOTHING_WRONG = """
            SELECT format('run %s says that %s records are signed twice and %s batches mix keys', id, double_signed, mixed_key_batches)
              FROM collection.run
             WHERE double_signed <> 0 OR mixed_key_batches <> 0
            """;

    private static final String RECORDS_ARE_SIGNED = """
            SELECT format('record %s is not signed', id)
              FROM collection.record r
             WHERE NOT EXISTS (SELECT FROM collection.signature s WHERE s.record_id = r.id)
               AND NOT EXISTS (SELECT FROM collection.batch b WHERE b.state = 'QUARANTINED' AND r.id = b.first_record_id AND b.size = 1)
            """;

    private static final String EVERYTHING_IS_IN_THE_AUDIT_LOG = """
            SELECT format('%s events are in the outbox of %s', count(*), service)
              FROM (SELECT 'key-service' AS service FROM keys.outbox UNION ALL SELECT 'collection-service' FROM collection.outbox) AS waiting
             GROUP BY service
            """;

    private static final String QUARANTINED = """
            SELECT r.id, encode(sha256(r.payload), 'hex'), b.last_error
              FROM collection.batch b
              JOIN collection.record r ON r.id BETWEEN b.first_record_id AND b.last_record_id
             WHERE b.state = 'QUARANTINED'
            """;

    @Override
    public String name() {
        return "at rest";
    }

    @Override
    public boolean isCheap() {
        return false;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws SQLException {
        var found = new ArrayList<>(Tables.broken(
                name(),
                evidence,
                List.of(
                        KEYS_ARE_FREE,
                        NO_LEASE_IS_OPEN,
                        BATCHES_HAVE_ENDED,
                        RUNS_HAVE_ENDED,
                        RUNS_FOUND_NOTHING_WRONG,
                        RECORDS_ARE_SIGNED,
                        EVERYTHING_IS_IN_THE_AUDIT_LOG)));
        found.addAll(unexpectedQuarantines(evidence));
        return found;
    }

    private List<Violation> unexpectedQuarantines(Evidence evidence) throws SQLException {
        return Tables.atOneMoment(evidence, connection -> {
            var found = new ArrayList<Violation>();
            try (var query = connection.createStatement()) {
                var row = query.executeQuery(QUARANTINED);
                while (row.next()) {
                    if (evidence.sent().unsignable().count(row.getString(2)) == 0) {
                        found.add(new Violation(
                                name(), "record %d is in quarantine: %s".formatted(row.getLong(1), row.getString(3))));
                    }
                }
            }
            return found;
        });
    }
}
