package dev.signet.key.browse;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Verdict;
import dev.signet.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leases from the newest on. */
@Repository
class RecentLeases {
    // index: key_lease_grant, and closed_lease's on grant_tick
    private static final String OF_ALL = """
            SELECT l.id, k.kid, l.token, l.batch_id, l.worker_id, l.state, l.outcome, l.grant_tick, l.close_tick, l.granted_at, l.closed_at
              FROM (SELECT id, key_id, token, batch_id, worker_id, state, outcome, grant_tick, close_tick, granted_at, closed_at
                      FROM (SELECT id, key_id, token, batch_id, worker_id, state, outcome, grant_tick, close_tick, granted_at, closed_at
                              FROM key_lease
                             UNION ALL
                            SELECT id, key_id, token, batch_id, worker_id, state, outcome, grant_tick, close_tick, granted_at, closed_at
                              FROM closed_lease) every
                     WHERE grant_tick < :before
                     ORDER BY grant_tick DESC
                     LIMIT :rows) l
              JOIN signing_key k ON k.id = l.key_id
             ORDER BY l.grant_tick DESC
            """;

    // index: the unique ones on (key_id, token); a key's tokens grow with its grants
    private static final String OF_ONE = """
            SELECT l.id, CAST(:key AS text) AS kid, l.token, l.batch_id, l.worker_id, l.state, l.outcome, l.grant_tick, l.close_tick,
                   l.granted_at, l.closed_at
              FROM (SELECT id, key_id, token, batch_id, worker_id, state, outcome, grant_tick, close_tick, granted_at, closed_at
                      FROM key_lease
                     UNION ALL
                    SELECT id, key_id, token, batch_id, worker_id, state, outcome, grant_tick, close_tick, granted_at, closed_at
                      FROM closed_lease) l
             WHERE l.key_id = (SELECT id FROM signing_key WHERE kid = :key) AND l.token < :before
               AND l.granted_at < :until AND (l.closed_at IS NULL OR l.closed_at > :from)
             ORDER BY l.token DESC
             LIMIT :rows
            """;

    private final JdbcClient jdbc;

    RecentLeases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<LeaseView> ofAll(long before, int limit) {
        var rows = jdbc.sql(OF_ALL)
                .param("before", before)
                .param("rows", limit + 1)
                .query(RecentLeases::toView)
                .list();
        return Page.of(rows, limit, LeaseView::grantTick);
    }

    /** Those that were open at some moment between {@code from} and {@code until}. */
    Page<LeaseView> ofOne(KeyId key, Instant from, Instant until, long before, int limit) {
        var rows = jdbc.sql(OF_ONE)
                .param("key", key.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("before", before)
                .param("rows", limit + 1)
                .query(RecentLeases::toView)
                .list();
        return Page.of(rows, limit, LeaseView::token);
    }

    private static LeaseView toView(ResultSet row, int number) throws SQLException {
        return new LeaseView(
                new LeaseId(row.getObject("id", UUID.class)),
                new KeyId(row.getString("kid")),
                row.getLong("token"),
                new BatchId(row.getLong("batch_id")),
                row.getString("worker_id"),
                row.getString("state"),
                Optional.ofNullable(row.getString("outcome")).map(Verdict::valueOf),
                row.getLong("grant_tick"),
                Optional.ofNullable(row.getObject("close_tick", Long.class)),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("closed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
