package dev.signet.key.ledger;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads every use of every key up to one tick, a page at a time: no connection is held while a slow reader is written to. What happened after
 * that tick is not shown, so that all pages belong together.
 */
@Repository
class Ledger {
    private static final int PAGE = 1000;

    private static final String TICK = """
            SELECT tick FROM keyring WHERE id = 1
            """;

    private static final String LINES = """
            (SELECT event.tick, signing_key.kid, event.event,
                    CASE event.event WHEN 'IMPORTED' THEN nullif(signing_key.keyring, 'default') END AS keyring,
                    NULL::uuid AS id, NULL::bigint AS batch_id, NULL::bigint AS token, NULL AS state, NULL AS outcome,
                    NULL::bigint AS close_tick, NULL::timestamptz AS granted_at, NULL::timestamptz AS closed_at,
                    NULL AS worker_id
               FROM key_event AS event
               JOIN signing_key ON signing_key.id = event.key_id
              WHERE event.tick > :after AND event.tick <= :through
              ORDER BY event.tick
              LIMIT :page)
             UNION ALL
            (SELECT lease.grant_tick, signing_key.kid, NULL, NULL,
                    lease.id, lease.batch_id, lease.token,
                    CASE WHEN close_tick > :through THEN 'ACTIVE' ELSE lease.state END,
                    CASE WHEN close_tick <= :through THEN outcome END,
                    CASE WHEN close_tick <= :through THEN close_tick END,
                    lease.granted_at,
                    CASE WHEN close_tick <= :through THEN closed_at END,
                    lease.worker_id
               FROM (SELECT id, key_id, batch_id, token, worker_id, state, outcome, grant_tick, close_tick, granted_at, closed_at
                       FROM key_lease
                      UNION ALL
                     SELECT id, key_id, batch_id, token, worker_id, state, outcome, grant_tick, close_tick, granted_at, closed_at
                       FROM closed_lease) AS lease
               JOIN signing_key ON signing_key.id = lease.key_id
              WHERE lease.grant_tick > :after AND lease.grant_tick <= :through
                AND (lease.close_tick IS NULL OR lease.close_tick > :after)
              ORDER BY lease.grant_tick
              LIMIT :page)
             ORDER BY tick
             LIMIT :page
            """;

    private static final String BEGIN = "SELECT ledger_begin()";

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Hands all lines on in the order of their ticks. Returns the tick up to which that was complete. */
    long read(LineHandler handler) {
        var through = jdbc.sql(TICK).query(Long.class).single();
        long after = 0;
        begin().ifPresent(handler::on);
        for (var page = page(after, through); !page.isEmpty(); page = page(after, through)) {
            page.forEach(handler::on);
            after = page.getLast().tick();
        }
        return through;
    }

    private Optional<LedgerLine> begin() {
        return jdbc.sql(BEGIN)
                .query(Long.class)
                .optional()
                .filter(tick -> tick > 0)
                .map(LedgerLine.Begin::new);
    }

    private List<LedgerLine> page(long after, long through) {
        return jdbc.sql(LINES)
                .param("after", after)
                .param("through", through)
                .param("page", PAGE)
                .query((row, _) -> toLine(row))
                .list();
    }

    /** Takes one line after the other. */
    interface LineHandler {
        void on(LedgerLine line);
    }

    private static LedgerLine toLine(ResultSet row) throws SQLException {
        var event = row.getString("event");
        return event == null
                ? toLease(row)
                : new LedgerLine.Key(
                        row.getLong("tick"),
                        event,
                        new KeyId(row.getString("kid")),
                        Optional.ofNullable(row.getString("keyring")).map(KeyringName::new));
    }

    private static LedgerLine toLease(ResultSet row) throws SQLException {
        return new LedgerLine.Lease(
                new LeaseId(row.getObject("id", UUID.class)),
                new BatchId(row.getLong("batch_id")),
                new KeyId(row.getString("kid")),
                row.getLong("token"),
                row.getString("state"),
                Optional.ofNullable(row.getString("outcome")).map(Verdict::valueOf),
                row.getLong("tick"),
                Optional.ofNullable(row.getObject("close_tick", Long.class)),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("closed_at", OffsetDateTime.class)),
                row.getString("worker_id"));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
