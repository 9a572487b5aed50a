package dev.signet.key.lease;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.RequestId;
import dev.signet.key.sealing.KeySeal.Identity;
import dev.signet.key.sealing.KeySeal.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers requests for leases. Who has keys granted holds the keyring's row lock. */
@Repository
class LeaseGrants {

    // The request's own lease comes before any other of its batch, an open or stored one before those that have ended:
    // of these, only such as were granted upon the same order or a newer one are found. A batch whose leases have left
    // is found as settled,
    // in the same snapshot.
    static final String KNOWN = """
            SELECT asked.position,
                   lease.request_id = asked.request_id AS same_request,
                   lease.outcome = 'FENCED' AS fenced,
                   lease.id,
                   lease.batch_id,
                   signing_key.kid,
                   signing_key.algorithm,
                   signing_key.public_key,
                   signing_key.wrapped_dek,
                   signing_key.sealed_key,
                   lease.token,
                   lease.worker_public_key,
                   coalesce(lease.state, 'SETTLED') AS state,
                   floor(extract(epoch FROM lease.expires_at - clock_timestamp()) * 1000)::bigint AS remaining
              FROM unnest(:requests::uuid[], :batches, :attempts)
                   WITH ORDINALITY AS asked (request_id, batch_id, attempt, position)
             CROSS JOIN LATERAL (
                SELECT id FROM key_lease WHERE request_id = asked.request_id
                 UNION
                SELECT id FROM key_lease WHERE batch_id = asked.batch_id AND state <> 'CLOSED'
                 UNION
                SELECT id FROM key_lease WHERE batch_id = asked.batch_id AND outcome = 'STORED'
                 UNION
                SELECT id FROM key_lease WHERE batch_id = asked.batch_id AND attempt >= asked.attempt AND attempt > 0
                 UNION
                SELECT NULL FROM settled_batch WHERE batches @> asked.batch_id
             ) AS found
              LEFT JOIN key_lease AS lease ON lease.id = found.id
              LEFT JOIN signing_key ON signing_key.id = lease.key_id
             ORDER BY asked.position, same_request DESC NULLS LAST, (lease.outcome = 'STORED') IS TRUE DESC, lease.state = 'CLOSED'
            """;

    // index: signing_key_lru
    private static final String ANY_FREE = """
            SELECT EXISTS (SELECT FROM signing_key WHERE state = 'FREE' AND keyring = ANY (:keyrings))
            """;

    // A key is free only when collection-service has settled its last use; the passing of time alone never frees one.
    // The first of those who want one of a keyring's keys gets the one that was used least recently, and so on; whom
    // none is left for takes no tick.
    static final String GRANT = """
            WITH wanted AS (
                SELECT lease_id, request_id, batch_id, attempt, worker_id, worker_public_key, keyring, position,
                       row_number() OVER (PARTITION BY keyring ORDER BY position) AS turn
                  FROM unnest(:leases::uuid[], :requests::uuid[], :batches, :attempts, :workers, :publicKeys, :keyrings)
                       WITH ORDINALITY AS asked (lease_id, request_id, batch_id, attempt, worker_id, worker_public_key, keyring, position)
            ), free AS (
                SELECT oldest.id, asked.keyring, oldest.turn
                  FROM (SELECT keyring, count(*) AS count FROM wanted GROUP BY keyring) AS asked
                 CROSS JOIN LATERAL (SELECT id, row_number() OVER (ORDER BY last_used, id) AS turn
                                       FROM signing_key
                                      WHERE keyring = asked.keyring AND state = 'FREE'
                                      ORDER BY last_used, id
                                      LIMIT asked.count) AS oldest
            ), next AS (
                SELECT free.id, lease_id, request_id, batch_id, attempt, worker_id, worker_public_key,
                       row_number() OVER (ORDER BY position) AS place
                  FROM free
                  JOIN wanted USING (keyring, turn)
            ), taken AS (
                UPDATE signing_key
                   SET state = 'LEASED', token = token + 1
                  FROM next
                 WHERE signing_key.id = next.id
                RETURNING signing_key.id AS key_id, kid, algorithm, public_key, wrapped_dek, sealed_key, token, place,
                          lease_id, request_id, batch_id, attempt, worker_id, worker_public_key
            ), granted AS (
                INSERT INTO key_lease (id, request_id, key_id, token, batch_id, attempt, worker_id, worker_public_key,
                                       state, grant_tick, expires_at)
                SELECT lease_id, request_id, key_id, token, batch_id, attempt, worker_id, worker_public_key,
                       'ACTIVE', :tick + place, clock_timestamp() + :ttlMillis * interval '1 millisecond'
                  FROM taken
            )
            SELECT request_id, batch_id, lease_id, kid, token, algorithm, public_key, wrapped_dek, sealed_key FROM taken
            """;

    private final JdbcClient jdbc;
    private final LeaseProperties properties;

    LeaseGrants(JdbcClient jdbc, LeaseProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Whether one of the keyrings that are asked for has one. Without the keyring's lock only a hint: the next moment it may be otherwise. */
    boolean isAnyKeyFree(List<LeaseRequest> requests) {
        var keyrings = requests.stream().map(LeaseRequest::keyringName).distinct();
        return jdbc.sql(ANY_FREE)
                .param("keyrings", keyrings.map(KeyringName::value).toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** The decisions on requests that came before, or whose batch is being signed or is signed. */
    Map<RequestId, Decision> known(List<LeaseRequest> requests) {
        var decisions = new HashMap<RequestId, Decision>();
        if (!requests.isEmpty()) {
            jdbc.sql(KNOWN)
                    .param("requests", strings(requests, LeaseRequest::requestId))
                    .param(
                            "batches",
                            longs(requests, request -> request.batchId().value()))
                    .param("attempts", longs(requests, LeaseRequest::attempt))
                    .query(row -> {
                        var request = requests.get(row.getInt("position") - 1);
                        decisions.putIfAbsent(request.requestId(), onKnown(request, row));
                    });
        }
        return decisions;
    }

    private static Decision onKnown(LeaseRequest request, ResultSet row) throws SQLException {
        var state = row.getString("state");
        if (state.equals("SETTLED")) {
            return new Decision.Spent();
        }
        var use = new LeaseUse(
                new LeaseId(row.getObject("id", UUID.class)), new KeyId(row.getString("kid")), row.getLong("token"));
        var remaining = row.getLong("remaining");
        if (!row.getBoolean("same_request")) {
            return switch (state) {
                case "CLOSED" -> row.getBoolean("fenced") ? new Decision.Spent() : new Decision.Done(use);
                default -> new Decision.Busy(Math.max(remaining, 0));
            };
        }
        if (row.getLong("batch_id") != request.batchId().value()
                || !Bytes.wrap(row.getBytes("worker_public_key")).equals(request.publicKey())) {
            return new Decision.Conflict();
        }
        return state.equals("ACTIVE") && remaining > 0
                ? new Decision.Granted(use, request.batchId(), identity(row), sealed(row), remaining)
                : new Decision.Gone(use);
    }

    /** Grants each keyring's least recently used keys, in the order of the requests, until it has none left. */
    Map<RequestId, Decision> grant(List<LeaseRequest> wanted, long tick) {
        var granted = new HashMap<RequestId, Decision>();
        if (!wanted.isEmpty()) {
            jdbc.sql(GRANT)
                    .param("leases", strings(wanted, _ -> LeaseId.random()))
                    .param("requests", strings(wanted, LeaseRequest::requestId))
                    .param("batches", longs(wanted, request -> request.batchId().value()))
                    .param("attempts", longs(wanted, LeaseRequest::attempt))
                    .param("workers", strings(wanted, LeaseRequest::workerId))
                    .param("publicKeys", publicKeys(wanted))
                    .param("keyrings", strings(wanted, LeaseRequest::keyringName))
                    .param("tick", tick)
                    .param("ttlMillis", properties.ttl().toMillis())
                    .query(row -> {
                        granted.put(new RequestId(row.getObject("request_id", UUID.class)), onGranted(row));
                    });
        }
        return granted;
    }

    private Decision onGranted(ResultSet row) throws SQLException {
        var use = new LeaseUse(
                new LeaseId(row.getObject("lease_id", UUID.class)),
                new KeyId(row.getString("kid")),
                row.getLong("token"));
        return new Decision.Granted(
                use,
                new BatchId(row.getLong("batch_id")),
                identity(row),
                sealed(row),
                properties.ttl().toMillis());
    }

    private static Identity identity(ResultSet row) throws SQLException {
        return new Identity(
                new KeyId(row.getString("kid")),
                Algorithm.of(row.getString("algorithm")),
                Bytes.wrap(row.getBytes("public_key")));
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        return new Sealed(Bytes.wrap(row.getBytes("wrapped_dek")), Bytes.wrap(row.getBytes("sealed_key")));
    }

    private static String[] strings(List<LeaseRequest> requests, Function<LeaseRequest, Object> column) {
        return requests.stream().map(column).map(Object::toString).toArray(String[]::new);
    }

    private static long[] longs(List<LeaseRequest> requests, ToLongFunction<LeaseRequest> column) {
        return requests.stream().mapToLong(column).toArray();
    }

    private static byte[][] publicKeys(List<LeaseRequest> requests) {
        return requests.stream()
                .map(request -> request.publicKey().unsafeArray())
                .toArray(byte[][]::new);
    }
}
