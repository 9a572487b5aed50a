package dev.signet.key.lease;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseUse;
import dev.signet.key.sealing.KeySeal.Identity;
import dev.signet.key.sealing.KeySeal.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the key of a lease that is in force. Time is the database's. */
@Repository
class LeasedKeys {
    private static final String IN_FORCE = """
            SELECT lease.batch_id, lease.token, kid, algorithm, public_key, wrapped_dek, sealed_key,
                   floor(extract(epoch FROM lease.expires_at - clock_timestamp()) * 1000)::bigint AS remaining
              FROM key_lease AS lease
              JOIN signing_key ON signing_key.id = lease.key_id
             WHERE lease.id = :id AND lease.state = 'ACTIVE' AND lease.expires_at > clock_timestamp()
            """;

    private final JdbcClient jdbc;

    LeasedKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Decision.Granted> find(LeaseId id) {
        return jdbc.sql(IN_FORCE)
                .param("id", id.value())
                .query((row, _) -> granted(id, row))
                .optional();
    }

    private static Decision.Granted granted(LeaseId id, ResultSet row) throws SQLException {
        var key = new KeyId(row.getString("kid"));
        return new Decision.Granted(
                new LeaseUse(id, key, row.getLong("token")),
                new BatchId(row.getLong("batch_id")),
                new Identity(key, Algorithm.of(row.getString("algorithm")), Bytes.wrap(row.getBytes("public_key"))),
                new Sealed(Bytes.wrap(row.getBytes("wrapped_dek")), Bytes.wrap(row.getBytes("sealed_key"))),
                row.getLong("remaining"));
    }
}
