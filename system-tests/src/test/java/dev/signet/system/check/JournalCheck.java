package dev.signet.system.check;

import java.sql.SQLException;
import java.util.List;

/**
 * Goes by the {@link Journal}: no key was granted before its last use was closed; no use was closed before its signatures were stored, or
 * before they never could be; nothing was stored outside a use; and ticks run in the order of the commits. What the services' own tables say of
 * themselves is not believed, only that it agrees.
 */
final class JournalCheck implements Check {
    private static final String GRANT_FOLLOWS_THE_CLOSE = """
            SELECT format('key %s was granted with token %s while its use with token %s was not closed', g.key_id, g.token, pair.previous)
              FROM (SELECT seq, lag(token) OVER (PARTITION BY key_id ORDER BY seq) AS previous
                      FROM chaos.journal WHERE event = 'GRANTED') pair
              JOIN chaos.journal g ON g.seq = pair.seq
             WHERE pair.previous IS NOT NULL
               AND NOT EXISTS (SELECT FROM chaos.journal c
                                WHERE c.event = 'CLOSED' AND c.key_id = g.key_id AND c.token = pair.previous AND chaos.is_before(c, g))
            """;

    // Only a failover of the database skips some.
    private static final String TOKENS_ARE_COUNTED = """
            SELECT format('grant %s of key %s has token %s', nth, g.key_id, g.token)
              FROM (SELECT key_id, token, row_number() OVER by_time AS nth, token - coalesce(lag(token) OVER by_time, 0) AS step
                      FROM chaos.journal WHERE event = 'GRANTED' WINDOW by_time AS (PARTITION BY key_id ORDER BY seq)) g
              LEFT JOIN keys.signing_key k ON k.kid = g.key_id::text
             WHERE step <> 1 AND (step < 1 OR coalesce(k.skipped, 0) = 0)
            """;

    private static final String USE_IS_CLOSED_ONCE = """
            SELECT format('token %s of key %s was closed %s times', token, key_id, count(*))
              FROM chaos.journal
             WHERE event = 'CLOSED'
             GROUP BY key_id, token
            HAVING count(*) > 1
            """;

    private static final String STORED_WITHIN_ITS_USE = """
            SELECT format('batch %s was stored with token %s of key %s, which was not granted for it then', s.batch, s.token, s.key_id)
              FROM chaos.journal s
             WHERE s.event = 'SIGNED'
               AND NOT EXISTS (SELECT FROM chaos.journal g
                                WHERE g.event = 'GRANTED' AND g.key_id = s.key_id AND g.token = s.token AND g.batch = s.batch
                                  AND chaos.is_before(g, s))
            """;

    private static final String NOTHING_STORED_AFTER_THE_CLOSE = """
            SELECT format('batch %s was stored with token %s of key %s, whose use was closed %s before that',
                          s.batch, s.token, s.key_id, c.detail)
              FROM chaos.journal s
              JOIN chaos.journal c ON c.event = 'CLOSED' AND c.key_id = s.key_id AND c.token = s.token
             WHERE s.event = 'SIGNED' AND NOT chaos.is_before(s, c)
            """;

    private static final String NOTHING_STORED_IN_ANOTHERS_USE = """
            SELECT format('batch %s was stored with token %s of key %s, which was granted with token %s by then',
                          s.batch, s.token, s.key_id, g.token)
              FROM chaos.journal s
             CROSS JOIN LATERAL (SELECT min(token) AS token FROM chaos.journal
                                  WHERE event = 'GRANTED' AND key_id = s.key_id AND token > s.token) next
              JOIN chaos.journal g ON g.event = 'GRANTED' AND g.key_id = s.key_id AND g.token = next.token
             WHERE s.event = 'SIGNED' AND NOT chaos.is_before(s, g)
            """;

    private static final String CLOSED_STORED_AFTER_THE_STORE = """
            SELECT format('token %s of key %s was closed STORED before batch %s was stored under it', c.token, c.key_id, c.batch)
              FROM chaos.journal c
             WHERE c.event = 'CLOSED' AND c.detail = 'STORED'
               AND NOT EXISTS (SELECT FROM chaos.journal s
                                WHERE s.event = 'SIGNED' AND s.key_id = c.key_id AND s.token = c.token AND s.batch = c.batch
                                  AND chaos.is_before(s, c))
            """;

    private static final String CLOSED_FENCED_AFTER_THE_FENCE = """
            SELECT format('token %s of key %s was closed %s before it was fenced', c.token, c.key_id, coalesce(c.detail, 'without outcome'))
              FROM chaos.journal c
             WHERE c.event = 'CLOSED' AND c.detail IS DISTINCT FROM 'STORED'
               AND NOT EXISTS (SELECT FROM chaos.journal f
                                WHERE f.event = 'FENCED' AND f.key_id = c.key_id AND f.token > c.token AND chaos.is_before(f, c))
            """;

    private static final String NOTHING_STORED_UNDER_A_FENCED_USE = """
            SELECT format('batch %s was stored with token %s of key %s, which was closed FENCED', s.batch, s.token, s.key_id)
              FROM chaos.journal s
              JOIN chaos.journal c ON c.event = 'CLOSED' AND c.key_id = s.key_id AND c.token = s.token
             WHERE s.event = 'SIGNED' AND c.detail IS DISTINCT FROM 'STORED'
            """;

    private static final String NOTHING_STORED_BEHIND_THE_FENCE = """
            SELECT DISTINCT format('batch %s was stored with token %s of key %s, fenced up to %s by then', s.batch, s.token, s.key_id, f.token)
              FROM chaos.journal s
              JOIN chaos.journal f ON f.event = 'FENCED' AND f.key_id = s.key_id AND f.token > s.token
             WHERE s.event = 'SIGNED' AND chaos.is_before(f, s)
            """;

    private static final String FREED_BY_ITS_CLOSE = """
            SELECT format('key %s came free of its use with token %s without a close of it', f.key_id, f.token)
              FROM chaos.journal f
             WHERE f.event = 'FREED'
               AND NOT EXISTS (SELECT FROM chaos.journal c
                                WHERE c.event = 'CLOSED' AND c.key_id = f.key_id AND c.token = f.token AND c.xid = f.xid)
            """;

    private static final String STORED_ONCE = """
            SELECT format('signatures of batch %s were stored %s times', batch, count(*))
              FROM chaos.journal
             WHERE event = 'STORED'
             GROUP BY batch
            HAVING count(*) > 1
            """;

    private static final String STORED_WHOLE_WITH_ITS_BATCH = """
            SELECT format('a transaction stored %s signatures for batch %s and marked %s of its records signed',
                          coalesce(s.amount, 0), coalesce(s.batch, b.batch), coalesce(b.amount, 0))
              FROM (SELECT * FROM chaos.journal WHERE event = 'STORED') s
              FULL JOIN (SELECT * FROM chaos.journal WHERE event = 'SIGNED') b ON b.batch = s.batch AND b.xid = s.xid
             WHERE s.amount IS DISTINCT FROM b.amount
            """;

    private static final String TICKS_ARE_IN_ORDER_OF_COMMIT = """
            SELECT format('tick %s (%s key %s) was not committed when tick %s (%s key %s) was taken',
                          earlier.tick, earlier.event, earlier.key_id, later.tick, later.event, later.key_id)
              FROM (SELECT j.seq, lag(j.seq) OVER (ORDER BY tick, seq) AS previous FROM chaos.journal j WHERE tick IS NOT NULL) pair
              JOIN chaos.journal earlier ON earlier.seq = pair.previous
              JOIN chaos.journal later ON later.seq = pair.seq
             WHERE earlier.tick = later.tick
                OR (earlier.xid <> later.xid AND NOT chaos.is_before(earlier, later))
            """;

    private static final String LEASES_ARE_IN_IT = """
            SELECT format('the ledger has token %s of key %s for batch %s, %s, from tick %s to %s, and the journal for batch %s, %s, from %s to %s',
                          coalesce(l.token, g.token), coalesce(l.kid, g.key_id), l.batch_id, l.outcome, l.grant_tick, l.close_tick,
                          g.batch, c.detail, g.tick, c.tick)
              FROM (SELECT * FROM keys.key_lease JOIN (SELECT id AS key, kid FROM keys.signing_key) k ON k.key = key_id) l
              FULL JOIN (SELECT * FROM chaos.journal WHERE event = 'GRANTED') g ON g.key_id = l.kid AND g.token = l.token
              LEFT JOIN chaos.journal c ON c.event = 'CLOSED' AND c.key_id = g.key_id AND c.token = g.token
             WHERE (l.batch_id, l.outcome, l.grant_tick, l.close_tick) IS DISTINCT FROM (g.batch, c.detail, g.tick, c.tick)
            """;

    private static final String BATCHES_ARE_IN_IT = """
            SELECT format('batch %s is signed with token %s of key %s, and the journal has token %s of key %s',
                          coalesce(b.id, s.batch), b.token, b.key_id, s.token, s.key_id)
              FROM (SELECT * FROM collection.batch WHERE state = 'SIGNED') b
              FULL JOIN (SELECT * FROM chaos.journal WHERE event = 'SIGNED') s ON s.batch = b.id
             WHERE (b.key_id, b.token) IS DISTINCT FROM (s.key_id, s.token)
            """;

    @Override
    public String name() {
        return "journal";
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
                        GRANT_FOLLOWS_THE_CLOSE,
                        TOKENS_ARE_COUNTED,
                        USE_IS_CLOSED_ONCE,
                        STORED_WITHIN_ITS_USE,
                        NOTHING_STORED_AFTER_THE_CLOSE,
                        NOTHING_STORED_IN_ANOTHERS_USE,
                        CLOSED_STORED_AFTER_THE_STORE,
                        CLOSED_FENCED_AFTER_THE_FENCE,
                        NOTHING_STORED_UNDER_A_FENCED_USE,
                        NOTHING_STORED_BEHIND_THE_FENCE,
                        FREED_BY_ITS_CLOSE,
                        STORED_ONCE,
                        STORED_WHOLE_WITH_ITS_BATCH,
                        TICKS_ARE_IN_ORDER_OF_COMMIT,
                        LEASES_ARE_IN_IT,
                        BATCHES_ARE_IN_IT));
    }
}
