package dev.signet.key.lease;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ends leases and frees their keys. The caller holds the keyring's row lock. */
@Repository
class LeaseCloses {

    // Key and token name one use: a late or forged close of an earlier one finds it closed, and leaves its successor
    // alone. Each is looked up by both at once: of a keyring in rotation all keys have about the same token.
    private static final String CLOSE = """
            WITH closing AS (
                SELECT lease.id, settled.outcome, :tick + row_number() OVER (ORDER BY settled.position) AS tick
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
                RETURNING lease.key_id, lease.token, lease.outcome, lease.close_tick
            ), freed AS (
                UPDATE signing_key
                   SET state = 'FREE',
                       last_used = closed.close_tick,
                       use_count = use_count + CASE closed.outcome WHEN 'STORED' THEN 1 ELSE 0 END
                  FROM closed
                 WHERE signing_key.id = closed.key_id AND signing_key.token = closed.token AND state = 'LEASED'
            )
            SELECT count(*) FILTER (WHERE outcome = 'STORED') AS stored,
                   count(*) FILTER (WHERE outcome = 'FENCED') AS fenced
              FROM closed
            """;

    // In the transaction that frees them: nobody gets one in between.
    private static final String DISABLE_WITHDRAWN = """
            WITH leaving AS (
                UPDATE signing_key SET state = 'DISABLED', withdrawn = false WHERE withdrawn AND state = 'FREE' RETURNING id
            )
            INSERT INTO key_event (tick, key_id, event)
            SELECT :tick + row_number() OVER (ORDER BY id), id, 'DISABLED' FROM leaving
            """;

    private final JdbcClient jdbc;

    LeaseCloses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Closes those that are still open, each with its own tick after {@code tick}. */
    Closed close(List<Close> settled, long tick) {
        if (settled.isEmpty()) {
            return new Closed(0, 0);
        }
        return jdbc.sql(CLOSE)
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
                .query((row, _) -> new Closed(row.getInt("stored"), row.getInt("fenced")))
                .single();
    }

    /** Takes out of use what was marked for it and is free now, each with its own tick after {@code tick}. Returns how many. */
    int disableWithdrawn(long tick) {
        return jdbc.sql(DISABLE_WITHDRAWN).param("tick", tick).update();
    }

    /** How many leases were closed, by how they ended. */
    record Closed(int stored, int fenced) {
        int total() {
            return stored + fenced;
        }
    }
}
