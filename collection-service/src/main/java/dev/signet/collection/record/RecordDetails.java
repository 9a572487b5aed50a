package dev.signet.collection.record;

import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One record with its payload. */
@Repository
class RecordDetails {
    // index: record's primary key, batch_range
    private static final String FIND = """
            SELECT r.id, r.payload, r.received_at, b.id AS batch_id, b.signed_at, b.key_id,
                   CASE b.state WHEN 'SIGNED' THEN 'SIGNED' WHEN 'QUARANTINED' THEN 'QUARANTINED' ELSE 'UNSIGNED' END AS status
              FROM record r
              LEFT JOIN LATERAL (SELECT id, state, first_record_id, signed_at, key_id
                                   FROM batch
                                  WHERE state <> 'SUPERSEDED' AND last_record_id >= r.id
                                  ORDER BY last_record_id
                                  LIMIT 1) b ON b.first_record_id <= r.id
             WHERE r.id = :id
            """;

    private final JdbcClient jdbc;
    private final KnownKeyrings keyrings;

    RecordDetails(JdbcClient jdbc, KnownKeyrings keyrings) {
        this.jdbc = jdbc;
        this.keyrings = keyrings;
    }

    Optional<RecordDetail> find(RecordId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, _) -> toDetail(row, keyrings.nameOf(id)))
                .optional();
    }

    private static RecordDetail toDetail(ResultSet row, KeyringName keyring) throws SQLException {
        var batch = row.getLong("batch_id");
        var payload = Bytes.wrap(row.getBytes("payload"));
        return new RecordDetail(
                new RecordId(row.getLong("id")),
                keyring,
                RecordStatus.valueOf(row.getString("status")),
                batch == 0 ? Optional.empty() : Optional.of(new BatchId(batch)),
                payload.length(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                payload,
                signedAt(row),
                Optional.ofNullable(row.getString("key_id")).map(KeyId::new));
    }

    private static Optional<Instant> signedAt(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("signed_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
