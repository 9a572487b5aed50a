package dev.signet.system.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replays all grants by their ticks, once as the services' tables tell them and once as the {@link Journal} does: each took the least recently used key of its keyring. */
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

    // The journal is of what happened to keys; whose they are they are told when they come in.
    private static final String KEYRINGS = "SELECT kid, keyring FROM keys.signing_key";

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
        try (var query = connection.createStatement()) {
            var replay = new Replay(keyrings(query));
            var row = query.executeQuery(events);
            while (row.next()) {
                replay.on(row.getLong(1), row.getString(2), row.getString(3));
            }
            var last = query.executeQuery(LAST_TICK);
            return replay.end(last.next() ? last.getLong(1) : 0);
        }
    }

    private static Map<String, String> keyrings(Statement query) throws SQLException {
        var keyrings = new HashMap<String, String>();
        for (var row = query.executeQuery(KEYRINGS); row.next(); ) {
            keyrings.put(row.getString(1), row.getString(2));
        }
        return keyrings;
    }
}
