package dev.signet.key.browse;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseId;
import dev.signet.key.browse.RankedKey.Holder;
import dev.signet.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A keyring from its least recently used key on. */
@Repository
class RankedKeys {
    // A key that was never used comes before all others, in the order of the rows. Holders by one_open_lease_per_key.
    private static final String PAGE = """
            SELECT k.place, k.kid, k.algorithm, k.state, k.last_used, k.use_count,
                   l.id AS lease_id, l.batch_id, l.worker_id, l.state AS lease_state, l.granted_at, l.expires_at,
                   (extract(epoch FROM clock_timestamp() - l.granted_at) * 1000)::bigint AS held_millis
              FROM (SELECT id, kid, algorithm, state, last_used, use_count,
                           CASE last_used WHEN 0 THEN id ELSE 2147483647 + last_used END AS place
                      FROM signing_key
                     WHERE keyring = :keyring) k
              LEFT JOIN key_lease l ON l.key_id = k.id AND l.state <> 'CLOSED'
             WHERE k.place > :after
             ORDER BY k.place
             LIMIT :rows
            """;

    private final JdbcClient jdbc;

    RankedKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<RankedKey> page(KeyringName keyring, long after, int limit) {
        var rows = jdbc.sql(PAGE)
                .param("keyring", keyring.value())
                .param("after", after)
                .param("rows", limit + 1)
                .query(RankedKeys::toKey)
                .list();
        return Page.of(rows, limit, RankedKey::place);
    }

    private static RankedKey toKey(ResultSet row, int number) throws SQLException {
        return new RankedKey(
                row.getLong("place"),
                new KeyId(row.getString("kid")),
                Algorithm.of(row.getString("algorithm")),
                row.getString("state"),
                row.getLong("last_used"),
                row.getLong("use_count"),
                holder(row));
    }

    private static Optional<Holder> holder(ResultSet row) throws SQLException {
        var lease = row.getObject("lease_id", UUID.class);
        if (lease == null) {
            return Optional.empty();
        }
        return Optional.of(new Holder(
                new LeaseId(lease),
                new BatchId(row.getLong("batch_id")),
                row.getString("worker_id"),
                row.getString("lease_state"),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                Math.max(0, row.getLong("held_millis")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant()));
    }
}
