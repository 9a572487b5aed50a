package dev.signet.collection.export;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Records with their signatures. */
@Repository
class SignedRecords {
    private static final String FIND = """
            SELECT s.record_id, s.batch_id, b.key_id, b.algorithm, b.token, b.lease_id, b.signed_at, r.payload, s.signature
              FROM signature s
              JOIN record r ON r.id = s.record_id
              JOIN batch b ON b.id = s.batch_id
             WHERE s.record_id = :id
            """;

    // A page ends after 1,000 records or once it has 8 MiB of payloads: large records must not fill the memory. The
    // limits are literals, so that a generic plan knows them too; without bounds of its own, record is read from its
    // very
    // beginning to its very end for every page.
    // Index: signature's and record's primary keys.
    private static final String PAGE = """
            WITH s AS MATERIALIZED (
                SELECT record_id, batch_id, signature
                  FROM signature
                 WHERE record_id > :after AND record_id <= :last
                 ORDER BY record_id
                 LIMIT 1000
            )
            SELECT p.record_id, p.batch_id, b.key_id, b.algorithm, b.token, b.lease_id, b.signed_at, p.payload, p.signature
              FROM (SELECT s.record_id, s.batch_id, s.signature, r.payload,
                           sum(octet_length(r.payload)) OVER (ORDER BY s.record_id) - octet_length(r.payload) AS bytes_before
                      FROM s
                      JOIN record r ON r.id = s.record_id AND r.id > :after AND r.id <= (SELECT max(record_id) FROM s)) p
              JOIN batch b ON b.id = p.batch_id
             WHERE p.bytes_before < 8388608
             ORDER BY p.record_id
            """;

    private static final String RECORD_EXISTS = "SELECT EXISTS (SELECT 1 FROM record WHERE id = :id)";

    private final JdbcClient jdbc;

    SignedRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SignedRecord> find(RecordId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query(SignedRecords::toSignedRecord)
                .optional();
    }

    boolean exists(RecordId id) {
        return jdbc.sql(RECORD_EXISTS)
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** The next ones by record id, up to {@code last}; empty after that. */
    List<SignedRecord> after(long recordId, long last) {
        return jdbc.sql(PAGE)
                .param("after", recordId)
                .param("last", last)
                .query(SignedRecords::toSignedRecord)
                .list();
    }

    private static SignedRecord toSignedRecord(ResultSet row, int number) throws SQLException {
        return new SignedRecord(
                new RecordId(row.getLong("record_id")),
                new BatchId(row.getLong("batch_id")),
                new KeyId(row.getString("key_id")),
                Algorithm.of(row.getString("algorithm")),
                row.getLong("token"),
                new LeaseId(row.getObject("lease_id", UUID.class)),
                row.getObject("signed_at", OffsetDateTime.class).toInstant(),
                Bytes.wrap(row.getBytes("payload")),
                Bytes.wrap(row.getBytes("signature")));
    }
}
