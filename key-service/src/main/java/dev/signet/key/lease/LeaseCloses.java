package dev.signet.key.lease;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ends leases and frees their keys. The caller holds the keyring's row lock. */
@Repository
class LeaseCloses {

    // Key and token name one use: a late or forged close of an earlier one finds it closed, and leaves its successor
    // alone. Each is looked up by both at once: of a keyring in rotation all keys have about the same token.
    private static final String CLOSE = """
            WITH closing AS (
                SELECT lease.id, signing_key.kid, settled.outcome, :tick + row_number() OVER (ORDER BY settled.position) AS tick
                  FROM unnest(:kids, :tokens, :outcomes) WITH ORDINALITY AS settled (kid, token, outcome, position)
                  JOIN signing_key ON signing_key.kid = settled.kid
                 CROSS JOIN LATERAL (SELECT id
                                       FROM key_lease
                                      WHERE key_id = signing_key.id AND token = settled.token AND state <> 'CLOSED'
                                      LIMIT 1) AS lease
            ), closed AS (
                UPDATE key_lease AS lease
                   SET state = 'CLOSED', outcome = closing.outcome, close_tick = closing.tick, closed_at = clock_timestamp()
                  FROM closing
                 WHERE lease.id = closing.id
                RETURNING lease.id, lease.batch_id, lease.key_id, closing.kid, lease.token, lease.outcome, lease.close_tick
            ), freed AS (
                UPDATE signing_key
                   SET state = 'FREE',
                       last_used = closed.close_tick,
                       use_count = use_count + CASE closed.outcome WHEN 'STORED' THEN 1 ELSE 0 END
                  FROM closed
                 WHERE signing_key.id = closed.key_id AND signing_key.token = closed.token AND state = 'LEASED'
            )
            SELECT id, batch_id, kid, token, outcome, close_tick FROM closed ORDER BY close_tick
            """;

    // In the transaction that frees them, or that would grant them: nobody gets one in between.
    // index: signing_key_withdrawn, signing_key_used_up, signing_key_overdue
    private static final String LEAVE = """
            WITH leaving AS (
                UPDATE signing_key
                   SET state = CASE WHEN token - skipped >= max_uses OR retires_at <= clock_timestamp() THEN 'RETIRED' ELSE leave_as END,
                       withdrawn = false
                 WHERE id = ANY (ARRAY(SELECT id FROM signing_key WHERE withdrawn AND state = 'FREE'
                                        UNION ALL
                                       SELECT id FROM signing_key WHERE state = 'FREE' AND token - skipped >= max_uses
                                        UNION ALL
                                       SELECT id FROM signing_key WHERE state = 'FREE' AND retires_at <= clock_timestamp()))
                RETURNING id, kid, state
            ), recorded AS (
                INSERT INTO key_event (tick, key_id, event)
                SELECT :tick + row_number() OVER (ORDER BY id), id, state FROM leaving
            )
            SELECT kid, state = 'RETIRED' AS retired FROM leaving ORDER BY id
            """;

    private final JdbcClient jdbc;

    LeaseCloses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Closes those that are still open, each with its own tick after {@code tick}. */
    Closed close(List<Close> settled, long tick) {
        if (settled.isEmpty()) {
            return new Closed(List.of());
        }
        return new Closed(jdbc.sql(CLOSE)
                .param("tick", tick)
                .param(
                        "kids",
                        settled.stream()
                                .map(close -> close.use().keyId().value())
                                .toArray(String[]::new))
                .param(
                        "tokens",
                        settled.stream().mapToLong(close -> close.use().token()).toArray())
                .param(
                        "outcomes",
                        settled.stream().map(close -> close.verdict().name()).toArray(String[]::new))
                .query(LeaseCloses::toClosed)
                .list());
    }

    private static ClosedLease toClosed(ResultSet row, int number) throws SQLException {
        return new ClosedLease(
                new LeaseId(row.getObject("id", UUID.class)),
                new BatchId(row.getLong("batch_id")),
                new KeyUse(new KeyId(row.getString("kid")), row.getLong("token")),
                Verdict.valueOf(row.getString("outcome")),
                row.getLong("close_tick"));
    }

    /** Takes out of use what was marked for it or has reached its limits, and is free now, each with its own tick after {@code tick}, in this order. */
    List<Left> leave(long tick) {
        return jdbc.sql(LEAVE)
                .param("tick", tick)
                .query((row, _) -> new Left(new KeyId(row.getString("kid")), row.getBoolean("retired")))
                .list();
    }

    /** A key that is out of use. */
    record Left(KeyId key, boolean retired) {}

    /** A lease that is over. */
    record ClosedLease(LeaseId id, BatchId batchId, KeyUse use, Verdict outcome, long tick) {}

    /** The leases that were closed, in the order of their ticks. */
    record Closed(List<ClosedLease> leases) {
        Closed {
            leases = List.copyOf(leases);
        }

        int total() {
            return leases.size();
        }

        int stored() {
            return ended(Verdict.STORED);
        }

        int fenced() {
            return ended(Verdict.FENCED);
        }

        private int ended(Verdict as) {
            return (int) leases.stream().filter(lease -> lease.outcome() == as).count();
        }
    }
}
