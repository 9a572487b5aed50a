package dev.signet.system.check;

import java.sql.SQLException;
import java.util.List;

/**
 * Holds records, batches, signatures, leases and fences against each other. Relies on none of the database's own constraints. Every
 * rule holds in every snapshot of a run; that all is signed in the end is RestCheck's.
 */
final class LedgerCheck implements Check {
    private static final String SIGNED_ONCE = """
            SELECT format('record %s has %s signatures', record_id, count(*))
              FROM collection.signature
             GROUP BY record_id
            HAVING count(*) > 1
            """;

    private static final String SIGNED_IN_ITS_BATCH = """
            SELECT format('record %s is signed in batch %s, which is %s and spans %s to %s',
                          s.record_id, s.batch_id, coalesce(b.state, 'unknown'), b.first_record_id, b.last_record_id)
              FROM collection.signature s
              LEFT JOIN collection.batch b ON b.id = s.batch_id
             WHERE b.state IS DISTINCT FROM 'SIGNED' OR s.record_id NOT BETWEEN b.first_record_id AND b.last_record_id
            """;

    private static final String SIGNATURE_HAS_A_RECORD = """
            SELECT format('record %s is signed but does not exist', record_id)
              FROM collection.signature s
             WHERE NOT EXISTS (SELECT FROM collection.record r WHERE r.id = s.record_id)
            """;

    private static final String RECORD_IS_ONE_ROW = """
            SELECT format('record %s is there %s times', id, count(*)) FROM collection.record GROUP BY id HAVING count(*) > 1
            """;

    private static final String BATCH_IS_SIGNED_WHOLE = """
            SELECT format('batch %s is signed and has %s records but %s signatures', b.id, b.size, coalesce(s.signatures, 0))
              FROM collection.batch b
              LEFT JOIN (SELECT batch_id, count(*) AS signatures FROM collection.signature GROUP BY batch_id) s ON s.batch_id = b.id
             WHERE b.state = 'SIGNED' AND coalesce(s.signatures, 0) <> b.size
            """;

    private static final String MEMBERSHIP_NEVER_CHANGES = """
            SELECT format('batch %s was formed of %s records and spans %s', b.id, b.size, r.records)
              FROM collection.batch b
             CROSS JOIN LATERAL (
                SELECT count(*) AS records FROM collection.record WHERE id BETWEEN b.first_record_id AND b.last_record_id) r
             WHERE r.records <> b.size
            """;

    private static final String BATCHES_DO_NOT_OVERLAP = """
            SELECT format('batch %s begins at record %s, which is in a batch before it', id, first_record_id)
              FROM (SELECT id, first_record_id, max(last_record_id) OVER (
                               ORDER BY first_record_id, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_before
                      FROM collection.batch
                     WHERE state <> 'SUPERSEDED') b
             WHERE first_record_id <= last_before
            """;

    private static final String BATCH_SIZE_IS_THE_RUNS = """
            SELECT format('batch %s has %s records in run %s, whose batch size is %s', b.id, b.size, run.id, run.batch_size)
              FROM collection.batch b
              JOIN collection.run ON run.id = b.run_id
             WHERE b.size > run.batch_size
            """;

    private static final String ONLY_BISECTION_SPLITS = """
            SELECT format('batch %s is %s, has %s records and %s children with %s', b.id, b.state, b.size, c.children, c.records)
              FROM collection.batch b
              LEFT JOIN (SELECT parent_id, count(*) AS children, sum(size) AS records
                           FROM collection.batch GROUP BY parent_id) c ON c.parent_id = b.id
             WHERE (b.state = 'SUPERSEDED') <> (c.parent_id IS NOT NULL)
                OR (b.state = 'SUPERSEDED' AND (c.children <> 2 OR c.records <> b.size))
            """;

    private static final String ONE_BATCH_PER_USE = """
            SELECT format('token %s of key %s signed %s batches: %s', token, key_id, count(*), string_agg(id::text, ', '))
              FROM collection.batch
             WHERE token IS NOT NULL
             GROUP BY key_id, token
            HAVING count(*) > 1
            """;

    private static final String SIGNED_UNDER_ITS_LEASE = """
            SELECT format('batch %s is signed with token %s of key %s under lease %s; the lease of that use is %s, of batch %s, %s',
                          b.id, b.token, b.key_id, b.lease_id, l.id, l.batch_id, coalesce(l.outcome, l.state))
              FROM collection.batch b
              LEFT JOIN keys.signing_key k ON k.kid = b.key_id
              LEFT JOIN keys.key_lease l ON l.key_id = k.id AND l.token = b.token
             WHERE b.state = 'SIGNED' AND (l.id IS DISTINCT FROM b.lease_id OR l.batch_id <> b.id OR l.outcome = 'FENCED')
            """;

    private static final String LEASED_KEY_IS_OF_THE_BATCHS_KEYRING = """
            SELECT format('lease %s of batch %s, which is of keyring %s, took key %s of keyring %s', l.id, b.id, r.name, k.kid, k.keyring)
              FROM keys.key_lease l
              JOIN keys.signing_key k ON k.id = l.key_id
              JOIN collection.batch b ON b.id = l.batch_id
              LEFT JOIN collection.keyring r ON r.number = b.keyring
             WHERE k.keyring IS DISTINCT FROM r.name
            """;

    private static final String STORED_LEASE_HAS_SIGNATURES = """
            SELECT format('lease %s of batch %s, token %s of key %s, is closed STORED, but the batch is %s with token %s of key %s',
                          l.id, l.batch_id, l.token, k.kid, b.state, b.token, b.key_id)
              FROM keys.key_lease l
              JOIN keys.signing_key k ON k.id = l.key_id
              LEFT JOIN collection.batch b ON b.id = l.batch_id
             WHERE l.outcome = 'STORED'
               AND (b.state IS DISTINCT FROM 'SIGNED' OR b.key_id <> k.kid OR b.token <> l.token)
            """;

    private static final String FENCED_LEASE_IS_FENCED = """
            SELECT format('lease %s, token %s of key %s, is closed FENCED, but the fence admits tokens from %s',
                          l.id, l.token, k.kid, coalesce(f.min_token, 0))
              FROM keys.key_lease l
              JOIN keys.signing_key k ON k.id = l.key_id
              LEFT JOIN collection.key_fence f ON f.key_id = k.kid
             WHERE l.outcome = 'FENCED' AND coalesce(f.min_token, 0) <= l.token
            """;

    private static final String ONE_STORED_LEASE_PER_BATCH = """
            SELECT format('batch %s has %s leases that were closed STORED', batch_id, count(*))
              FROM keys.key_lease
             WHERE outcome = 'STORED'
             GROUP BY batch_id
            HAVING count(*) > 1
            """;

    // Only a failover of the database skips some.
    private static final String TOKENS_ARE_COUNTED = """
            SELECT format('grant %s of key %s, at tick %s, has token %s', nth, kid, grant_tick, token)
              FROM (SELECT k.kid, k.skipped, l.token, l.grant_tick, row_number() OVER by_tick AS nth,
                           l.token - coalesce(lag(l.token) OVER by_tick, 0) AS step
                      FROM keys.key_lease l
                      JOIN keys.signing_key k ON k.id = l.key_id
                    WINDOW by_tick AS (PARTITION BY l.key_id ORDER BY l.grant_tick, l.id)) g
             WHERE step <> 1 AND (step < 1 OR skipped = 0)
            """;

    private static final String KEY_KNOWS_ITS_LAST_TOKEN = """
            SELECT format('key %s is at token %s after %s leases', k.kid, k.token, coalesce(l.leases, 0))
              FROM keys.signing_key k
              LEFT JOIN (SELECT key_id, count(*) AS leases FROM keys.key_lease GROUP BY key_id) l ON l.key_id = k.id
             WHERE k.token - k.skipped <> coalesce(l.leases, 0)
            """;

    private static final String USES_DO_NOT_OVERLAP = """
            SELECT format('token %s of key %s was granted at tick %s, before a use that was granted earlier ended', token, kid, grant_tick)
              FROM (SELECT k.kid, l.token, l.grant_tick, max(coalesce(l.close_tick, 9223372036854775807)) OVER (
                               PARTITION BY l.key_id ORDER BY l.grant_tick, l.id
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended_before
                      FROM keys.key_lease l
                      JOIN keys.signing_key k ON k.id = l.key_id) g
             WHERE grant_tick <= ended_before
            """;

    private static final String BATCH_IS_LEASED_ONCE_AT_A_TIME = """
            SELECT format('batch %s was leased at tick %s, before its earlier lease ended', batch_id, grant_tick)
              FROM (SELECT batch_id, grant_tick, max(coalesce(close_tick, 9223372036854775807)) OVER (
                               PARTITION BY batch_id ORDER BY grant_tick, id
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended_before
                      FROM keys.key_lease) g
             WHERE grant_tick <= ended_before
            """;

    private static final String LEASE_IS_CLOSED_OR_NOT = """
            SELECT format('lease %s is %s, with outcome %s, from tick %s to %s', id, state, outcome, grant_tick, close_tick)
              FROM keys.key_lease
             WHERE (state = 'CLOSED') <> (outcome IS NOT NULL)
                OR (state = 'CLOSED') <> (close_tick IS NOT NULL)
                OR close_tick <= grant_tick
            """;

    private static final String KEY_IS_LEASED_WHILE_ITS_LEASE_IS_OPEN = """
            SELECT format('key %s is %s and has %s open leases', k.kid, k.state, coalesce(l.leases, 0))
              FROM keys.signing_key k
              LEFT JOIN (SELECT key_id, count(*) AS leases FROM keys.key_lease WHERE state <> 'CLOSED' GROUP BY key_id) l
                ON l.key_id = k.id
             WHERE coalesce(l.leases, 0) <> CASE k.state WHEN 'LEASED' THEN 1 ELSE 0 END
            """;

    private static final String COUNTERS_ARE_TRUE = """
            SELECT format('run %s counts %s records signed in %s batches, and there are %s in %s',
                          c.run_id, c.records, c.batches, coalesce(b.records, 0), coalesce(b.batches, 0))
              FROM (SELECT run_id, sum(records_signed) AS records, sum(batches_signed) AS batches
                      FROM collection.run_counter GROUP BY run_id) c
              LEFT JOIN (SELECT run_id, sum(size) AS records, count(*) AS batches
                           FROM collection.batch WHERE state = 'SIGNED' GROUP BY run_id) b USING (run_id)
             WHERE (c.records, c.batches) IS DISTINCT FROM (coalesce(b.records, 0), coalesce(b.batches, 0))
            """;

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public boolean isCheap() {
        return true;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws SQLException {
        return Tables.broken(
                name(),
                evidence,
                List.of(
                        SIGNED_ONCE,
                        SIGNED_IN_ITS_BATCH,
                        SIGNATURE_HAS_A_RECORD,
                        RECORD_IS_ONE_ROW,
                        BATCH_IS_SIGNED_WHOLE,
                        MEMBERSHIP_NEVER_CHANGES,
                        BATCHES_DO_NOT_OVERLAP,
                        BATCH_SIZE_IS_THE_RUNS,
                        ONLY_BISECTION_SPLITS,
                        ONE_BATCH_PER_USE,
                        SIGNED_UNDER_ITS_LEASE,
                        LEASED_KEY_IS_OF_THE_BATCHS_KEYRING,
                        STORED_LEASE_HAS_SIGNATURES,
                        FENCED_LEASE_IS_FENCED,
                        ONE_STORED_LEASE_PER_BATCH,
                        TOKENS_ARE_COUNTED,
                        KEY_KNOWS_ITS_LAST_TOKEN,
                        USES_DO_NOT_OVERLAP,
                        BATCH_IS_LEASED_ONCE_AT_A_TIME,
                        LEASE_IS_CLOSED_OR_NOT,
                        KEY_IS_LEASED_WHILE_ITS_LEASE_IS_OPEN,
                        COUNTERS_ARE_TRUE));
    }
}
