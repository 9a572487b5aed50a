package dev.signet.key.lease;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Prolongs leases, and makes them revocable. Neither frees a key, so neither needs the keyring's lock. Time is the database's.
 */
@Repository
class OpenLeases {

    private static final String RENEW = """
            UPDATE key_lease
               SET expires_at = clock_timestamp() + :ttlMillis * interval '1 millisecond',
                   renewals = renewals + 1,
                   progress = :progress
             WHERE id = :id AND state = 'ACTIVE' AND expires_at > clock_timestamp()
               AND renewals < :maxRenewals AND progress < :progress
            """;

    // Rows that a close or a renewal has locked are left for the next round: waiting for them could deadlock with the
    // writer. An array is made once, whatever the plan: IN (SELECT ...) may look for those that ran out once per lease
    // there ever was.
    static final String REVOKE_EXPIRED = """
            UPDATE key_lease
               SET state = 'REVOKING', revoked_because = 'EXPIRED'
             WHERE id = ANY (ARRAY(SELECT id
                                     FROM key_lease
                                    WHERE state = 'ACTIVE' AND expires_at <= clock_timestamp()
                                      FOR UPDATE SKIP LOCKED))
            """;

    private static final String REVOKE_ALL = """
            UPDATE key_lease
               SET state = 'REVOKING', revoked_because = 'RECOVERED'
             WHERE id = ANY (ARRAY(SELECT id FROM key_lease WHERE state = 'ACTIVE' FOR UPDATE SKIP LOCKED))
            """;

    private static final String REVOKE = """
            UPDATE key_lease
               SET state = 'REVOKING',
                   revoked_because = CASE WHEN :ranOut OR expires_at <= clock_timestamp() THEN 'EXPIRED' ELSE 'GIVEN_UP' END
             WHERE id = :id AND state = 'ACTIVE'
            RETURNING revoked_because = 'EXPIRED'
            """;

    // Also those that have left: whoever comes back after so long is told how his lease ended.
    private static final String FIND = """
            SELECT lease.id, lease.batch_id, signing_key.kid, lease.token, lease.state, lease.revoked_because, lease.outcome
              FROM (SELECT id, batch_id, key_id, token, state, revoked_because, outcome FROM key_lease WHERE id = :id
                     UNION ALL
                    SELECT id, batch_id, key_id, token, state, revoked_because, outcome FROM closed_lease WHERE id = :id) AS lease
              JOIN signing_key ON signing_key.id = lease.key_id
            """;

    private static final String FIND_REVOKING = """
            SELECT lease.id, lease.batch_id, signing_key.kid, lease.token, lease.state, lease.revoked_because, lease.outcome
              FROM key_lease AS lease
              JOIN signing_key ON signing_key.id = lease.key_id
             WHERE lease.state = 'REVOKING'
             LIMIT 1000
            """;

    private final JdbcClient jdbc;
    private final LeaseMeters meters;
    private final LeaseProperties properties;

    OpenLeases(JdbcClient jdbc, LeaseMeters meters, LeaseProperties properties) {
        this.jdbc = jdbc;
        this.meters = meters;
        this.properties = properties;
    }

    /** False when the lease is not active any more, has run out, was renewed often enough, or made no progress. */
    boolean renew(LeaseId id, int progress) {
        return jdbc.sql(RENEW)
                        .param("id", id.value())
                        .param("progress", progress)
                        .param("maxRenewals", properties.maxRenewals())
                        .param("ttlMillis", properties.ttl().toMillis())
                        .update()
                == 1;
    }

    /** Returns how many there were. */
    int revokeExpired() {
        var expired = jdbc.sql(REVOKE_EXPIRED).update();
        meters.expired(expired);
        return expired;
    }

    /** Returns how many there were. */
    int revokeAll() {
        return jdbc.sql(REVOKE_ALL).update();
    }

    /**
     * Does nothing unless it is active.
     *
     * @param ranOut its batch took too long, although the lease may have a little time left
     */
    void revoke(LeaseId id, boolean ranOut) {
        var expired = jdbc.sql(REVOKE)
                .param("id", id.value())
                .param("ranOut", ranOut)
                .query(Boolean.class)
                .optional();
        meters.expired(expired.orElse(false) ? 1 : 0);
    }

    Optional<Lease> find(LeaseId id) {
        return jdbc.sql(FIND).param("id", id.value()).query(OpenLeases::toLease).optional();
    }

    /** Those that wait for collection-service's verdict. */
    List<Lease> findRevoking() {
        return jdbc.sql(FIND_REVOKING).query(OpenLeases::toLease).list();
    }

    private static Lease toLease(ResultSet row, int number) throws SQLException {
        return new Lease(
                new LeaseId(row.getObject("id", UUID.class)),
                new BatchId(row.getLong("batch_id")),
                new KeyUse(new KeyId(row.getString("kid")), row.getLong("token")),
                row.getString("state"),
                "EXPIRED".equals(row.getString("revoked_because")),
                Optional.ofNullable(row.getString("outcome")).map(Verdict::valueOf));
    }

    /**
     * A lease as it stands.
     *
     * @param expired it was revoked because it ran out
     * @param outcome present once it is closed
     */
    record Lease(LeaseId id, BatchId batchId, KeyUse use, String state, boolean expired, Optional<Verdict> outcome) {}
}
