package dev.signet.system.check;

import java.sql.SQLException;
import java.util.List;

/**
 * Holds what was done against what the audit log was told: no act without its event, no event without its act, each event once. At every moment an event is
 * in the log or on its way there; that in the end all are in the log is RestCheck's.
 */
final class AuditCheck implements Check {
    // On its way an event is in an outbox; between the log's answer and its deletion it is in both.
    private static final String TOLD = """
            WITH told AS (
                SELECT source, id, type, outcome, data ->> 'key' AS key_id, (data ->> 'token')::bigint AS token, (data ->> 'batch')::bigint AS batch
                  FROM (SELECT source, id, type, outcome, data FROM audit.event
                         UNION ALL
                        SELECT event ->> 'source', event ->> 'id', event ->> 'type', event ->> 'outcome', event -> 'data' FROM keys.outbox
                         UNION ALL
                        SELECT event ->> 'source', event ->> 'id', event ->> 'type', event ->> 'outcome', event -> 'data' FROM collection.outbox) AS event
                 WHERE source IN ('/signet/key-service', '/signet/collection-service', '/signet/audit-service')
                 GROUP BY 1, 2, 3, 4, 5, 6, 7
            )
            """;

    private static final String TOLD_AS_DONE = TOLD + """
            , done AS (
                SELECT '/signet/key-service' AS source, 'grant/' || l.id AS id, NULL AS outcome, k.kid AS key_id, l.token, l.batch_id AS batch
                  FROM keys.key_lease l JOIN keys.signing_key k ON k.id = l.key_id
                 UNION ALL
                SELECT '/signet/key-service', 'close/' || l.id, l.outcome, k.kid, l.token, l.batch_id
                  FROM keys.key_lease l JOIN keys.signing_key k ON k.id = l.key_id
                 WHERE l.state = 'CLOSED'
                 UNION ALL
                SELECT '/signet/key-service', CASE e.event WHEN 'IMPORTED' THEN 'key/' || k.kid ELSE 'key-change/' || e.tick END, NULL, k.kid, NULL, NULL
                  FROM keys.key_event e JOIN keys.signing_key k ON k.id = e.key_id
                 UNION ALL
                SELECT '/signet/collection-service', format('store/%s/%s', b.id, b.token), NULL, b.key_id, b.token, b.id
                  FROM collection.batch b
                 WHERE b.state = 'SIGNED'
                 UNION ALL
                SELECT '/signet/collection-service', 'split/' || b.id, NULL, NULL, NULL, b.id FROM collection.batch b WHERE b.state = 'SUPERSEDED'
                 UNION ALL
                SELECT '/signet/collection-service', 'run-start/' || r.id, NULL, NULL, NULL, NULL FROM collection.run r
                 UNION ALL
                SELECT '/signet/collection-service', 'mask-rotation/' || s.version, NULL, NULL, NULL, NULL FROM collection.intake_secret s WHERE s.version > 1
                 UNION ALL
                SELECT '/signet/collection-service', 'mask-drop/' || s.version, NULL, NULL, NULL, NULL
                  FROM collection.intake_secret s
                 WHERE s.dropped_at IS NOT NULL
                 UNION ALL
                SELECT '/signet/audit-service', format('schema/%s/%s', s.type, s.version), NULL, NULL, NULL, NULL FROM audit.event_schema s
            )
            SELECT format('%s of %s: the tables say %s, the audit log was told %s', id, source, done, told)
              FROM done
              FULL JOIN (SELECT * FROM told
                          WHERE type IN ('dev.signet.key.leased', 'dev.signet.key.released', 'dev.signet.key.generated', 'dev.signet.key.imported',
                                         'dev.signet.key.disabled', 'dev.signet.key.retired', 'dev.signet.key.enabled', 'dev.signet.batch.signed',
                                         'dev.signet.batch.split', 'dev.signet.run.started', 'dev.signet.mask.rotated', 'dev.signet.mask.dropped',
                                         'dev.signet.schema.registered')) AS told
             USING (source, id)
             WHERE done IS NULL OR told IS NULL
                OR (done.outcome, done.key_id, done.token, done.batch) IS DISTINCT FROM (told.outcome, told.key_id, told.token, told.batch)
            """;

    // Of a run the table knows its last end, and a pause only while it lasts. In an id a moment has 0, 3 or 6 digits
    // after its seconds.
    private static final String END_AND_PAUSE_OF_A_RUN_ARE_TOLD = TOLD + """
            , done AS (
                SELECT format('run-end/%s', id) AS id, completed_at AS at FROM collection.run WHERE completed_at IS NOT NULL
                 UNION ALL
                SELECT format('pause/%s', id), paused_at FROM collection.run WHERE paused_at IS NOT NULL
            )
            SELECT format('the audit log was not told of %s', act)
              FROM (SELECT id || '/' || regexp_replace(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '\\.?(000)+$', '') || 'Z' AS act
                      FROM done) AS acts
             WHERE NOT EXISTS (SELECT FROM told WHERE source = '/signet/collection-service' AND id = act)
            """;

    // A batch that was taken out of quarantine may get there again.
    private static final String QUARANTINE_IS_TOLD = TOLD + """
            SELECT format('batch %s is %s, and the audit log was told %s times that it was quarantined and %s times that it was taken out again',
                          b.id, b.state, coalesce(t.entered, 0), coalesce(t.left_again, 0))
              FROM collection.batch b
              LEFT JOIN (SELECT batch,
                                count(*) FILTER (WHERE type = 'dev.signet.batch.quarantined') AS entered,
                                count(*) FILTER (WHERE type = 'dev.signet.batch.replayed') AS left_again
                           FROM told
                          GROUP BY batch) t ON t.batch = b.id
             WHERE coalesce(t.entered - t.left_again, 0) <> CASE b.state WHEN 'QUARANTINED' THEN 1 ELSE 0 END
            """;

    // Of a key's fence the table knows only where it stands now.
    private static final String FENCE_IS_TOLD = TOLD + """
            SELECT format('the fence of key %s was raised to %s, the audit log was told %s', f.key_id, f.min_token, t.token + 1)
              FROM collection.key_fence f
              LEFT JOIN (SELECT key_id, max(token) AS token FROM told WHERE type IN ('dev.signet.key.fenced', 'dev.signet.key.fence-raised') GROUP BY key_id) t USING (key_id)
             WHERE f.min_token <> coalesce(t.token + 1, 0)
            """;

    private static final String TOLD_FENCE_IS_THE_LEASES = TOLD + """
            SELECT format('the audit log was told that token %s of key %s was fenced as %s, and its lease is %s', t.token, t.key_id, t.outcome,
                          coalesce(l.outcome, l.state, 'not there'))
              FROM told t
              LEFT JOIN keys.signing_key k ON k.kid = t.key_id
              LEFT JOIN keys.key_lease l ON l.key_id = k.id AND l.token = t.token
             WHERE t.type = 'dev.signet.key.fenced' AND (l.id IS NULL OR l.batch_id <> t.batch OR l.outcome <> t.outcome)
            """;

    private static final String FENCED_LEASE_IS_TOLD = TOLD + """
            SELECT format('lease %s, token %s of key %s, is closed FENCED, and the audit log was told of no fence', l.id, l.token, k.kid)
              FROM keys.key_lease l
              JOIN keys.signing_key k ON k.id = l.key_id
             WHERE l.outcome = 'FENCED'
               AND NOT EXISTS (SELECT FROM told t WHERE t.type = 'dev.signet.key.fenced' AND t.key_id = k.kid AND t.token = l.token)
            """;

    private static final String ONCE_IN_THE_LOG = """
            SELECT format('%s of %s is in the audit log %s times', id, source, count(*)) FROM audit.event GROUP BY source, id HAVING count(*) > 1
            """;

    private static final String NOTHING_IS_REFUSED = """
            SELECT format('the audit log did not take %s: %s %s', event ->> 'id', status, detail)
              FROM (SELECT event, status, detail FROM keys.outbox_refused
                     UNION ALL
                    SELECT event, status, detail FROM collection.outbox_refused) AS refused
            """;

    @Override
    public String name() {
        return "audit log";
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
                        TOLD_AS_DONE,
                        END_AND_PAUSE_OF_A_RUN_ARE_TOLD,
                        QUARANTINE_IS_TOLD,
                        FENCE_IS_TOLD,
                        TOLD_FENCE_IS_THE_LEASES,
                        FENCED_LEASE_IS_TOLD,
                        ONCE_IN_THE_LOG,
                        NOTHING_IS_REFUSED));
    }
}
