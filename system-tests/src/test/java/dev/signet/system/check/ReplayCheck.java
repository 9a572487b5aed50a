package dev.signet.system.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Replays all grants by their ticks, once as the services' tables tell them and once as the {@link Journal} does: each took the least recently used key. */
final class ReplayCheck implements Check {
    private static final String LEDGER = """
            SELECT l.grant_tick AS tick, 'GRANTED' AS event, k.kid FROM keys.key_lease l JOIN keys.signing_key k ON k.id = l.key_id
             UNION ALL
            SELECT l.close_tick, 'CLOSED', k.kid FROM keys.key_lease l JOIN keys.signing_key k ON k.id = l.key_id WHERE l.close_tick IS NOT NULL
             UNION ALL
            SELECT e.tick, e.event, k.kid FROM keys.key_event e JOIN keys.signing_key k ON k.id = e.key_id
             ORDER BY tick
            """;

    private static final String JOURNAL = """
            SELECT tick, event, key_id FROM chaos.journal WHERE tick IS NOT NULL ORDER BY tick, seq
            """;

    private static final String LAST_TICK = "SELECT tick FROM keys.keyring";

    @Override
    public String name() {
        return "least recently used";
    }

    @Override
    public boolean isCheap() {
        return true;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws SQLException {
        return Tables.atOneMoment(evidence, connection -> {
            var found = new ArrayList<Violation>();
            replay(connection, LEDGER).forEach(what -> found.add(new Violation(name(), "by the ledger, " + what)));
            replay(connection, JOURNAL).forEach(what -> found.add(new Violation(name(), "by the journal, " + what)));
            return found;
        });
    }

    private static List<String> replay(Connection connection, String events) throws SQLException {
        var replay = new Replay();
        try (var query = connection.createStatement()) {
            var row = query.executeQuery(events);
            while (row.next()) {
                replay.on(row.getLong(1), row.getString(2), row.getString(3));
            }
            var last = query.executeQuery(LAST_TICK);
            return replay.end(last.next() ? last.getLong(1) : 0);
        }
    }
}
