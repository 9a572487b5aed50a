package dev.signet.system.check;

import java.sql.SQLException;
import java.util.List;

/** The vault has every record of what it says is stored, and the audit log was told of each store and each removal once, and of no other. */
final class VaultCheck implements Check {
    private static final String RECORDS_ARE_THERE = """
            SELECT format('item %s is stored, and its record %s is not there', item.id, part)
              FROM vault.item, unnest(records) AS part
             WHERE NOT EXISTS (SELECT FROM collection.record WHERE id = part)
            """;

    private static final String TOLD_AS_DONE = """
            WITH done AS (
                SELECT 'stored-' || id AS id FROM vault.item WHERE stored_at IS NOT NULL
                 UNION ALL
                SELECT 'removed-' || id FROM vault.item WHERE removed_at IS NOT NULL
            ), told AS (
                SELECT id
                  FROM audit.event
                 WHERE source = '/signet/vault-service' AND type IN ('dev.signet.vault.stored', 'dev.signet.vault.removed')
            )
            SELECT format('%s: done %s times, told %s times', id, count(done.id), count(told.id))
              FROM done
              FULL JOIN told USING (id)
             GROUP BY id
            HAVING count(done.id) <> 1 OR count(told.id) <> 1
            """;

    private static final String NOTHING_IS_REFUSED = """
            SELECT format('the audit log did not take %s: %s %s', event ->> 'id', status, detail) FROM vault.outbox_refused
            """;

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public boolean isCheap() {
        return false;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws SQLException {
        return Tables.broken(name(), evidence, List.of(RECORDS_ARE_THERE, TOLD_AS_DONE, NOTHING_IS_REFUSED));
    }
}
