package dev.signet.collection.record;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.BatchId;
import dev.signet.contract.RecordId;
import dev.signet.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pages of a keyring's records by id. Each list is driven by the index that holds just what it shows. */
@Repository
class RecordLists {
    // index: record's primary key; the batch of each by batch_range
    private static final String ALL = """
            SELECT r.id, b.id AS batch_id, octet_length(r.payload) AS size, r.received_at,
                   CASE b.state WHEN 'SIGNED' THEN 'SIGNED' WHEN 'QUARANTINED' THEN 'QUARANTINED' ELSE 'UNSIGNED' END AS status
              FROM (SELECT id, payload, received_at FROM record WHERE id > :after AND id < :past ORDER BY id LIMIT :rows) r
              LEFT JOIN LATERAL (SELECT id, state, first_record_id
                                   FROM batch
                                  WHERE state <> 'SUPERSEDED' AND last_record_id >= r.id
                                  ORDER BY last_record_id
                                  LIMIT 1) b ON b.first_record_id <= r.id
             ORDER BY r.id
            """;

    // index: signature's primary key; a signature is stored with its batch, so it alone says SIGNED
    private static final String SIGNED = """
            WITH s AS MATERIALIZED (
                SELECT record_id, batch_id FROM signature WHERE record_id > :after AND record_id < :past ORDER BY record_id LIMIT :rows
            )
            SELECT r.id, s.batch_id, octet_length(r.payload) AS size, r.received_at, 'SIGNED' AS status
              FROM s
              JOIN record r ON r.id = s.record_id AND r.id > :after AND r.id <= (SELECT max(record_id) FROM s)
             ORDER BY r.id
            """;

    // index: batch_quarantined_range; such a batch has one record, and LATERAL keeps the batches in the lead
    private static final String QUARANTINED = """
            SELECT r.id, b.id AS batch_id, octet_length(r.payload) AS size, r.received_at, 'QUARANTINED' AS status
              FROM (SELECT id, first_record_id, last_record_id
                      FROM batch
                     WHERE state = 'QUARANTINED' AND last_record_id > :after AND last_record_id < :past
                     ORDER BY last_record_id
                     LIMIT :rows) b
             CROSS JOIN LATERAL (SELECT id, payload, received_at
                                   FROM record
                                  WHERE id BETWEEN greatest(b.first_record_id, :after + 1) AND b.last_record_id
                                  ORDER BY id
                                  LIMIT 1) r
             ORDER BY r.id
            """;

    // index: batch_open_range, then record's primary key batch by batch (ordered as the batches are, so that LIMIT ends
    // it early);
    // then whatever is not planned yet
    private static final String UNSIGNED = """
            SELECT id, batch_id, size, received_at, 'UNSIGNED' AS status
              FROM ((SELECT r.id, b.id AS batch_id, octet_length(r.payload) AS size, r.received_at
                       FROM (SELECT id, first_record_id, last_record_id
                               FROM batch
                              WHERE state IN ('PLANNED', 'DISPATCHED', 'DEFERRED') AND last_record_id > :after AND last_record_id < :past
                              ORDER BY last_record_id
                              LIMIT :rows) b
                      CROSS JOIN LATERAL (SELECT id, payload, received_at
                                            FROM record
                                           WHERE id BETWEEN greatest(b.first_record_id, :after + 1) AND b.last_record_id
                                           ORDER BY id
                                           LIMIT :rows) r
                      ORDER BY b.last_record_id, r.id
                      LIMIT :rows)
                     UNION ALL
                    (SELECT id, NULL, octet_length(payload), received_at
                       FROM record
                      WHERE id > greatest(:after, (SELECT through FROM planned WHERE keyring = :keyring)) AND id < :past
                      ORDER BY id
                      LIMIT :rows)) unsigned
             ORDER BY id
             LIMIT :rows
            """;

    private final JdbcClient jdbc;

    RecordLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param status null for all */
    Page<RecordSummary> page(Keyring keyring, @Nullable RecordStatus status, long after, int limit) {
        var rows = jdbc.sql(statementFor(status))
                .param("keyring", keyring.number())
                .param("after", Math.max(after, keyring.first() - 1))
                .param("past", keyring.past())
                .param("rows", limit + 1)
                .query(RecordLists::toSummary)
                .list();
        return Page.of(rows, limit, RecordSummary::id);
    }

    private static String statementFor(@Nullable RecordStatus status) {
        return switch (status) {
            case null -> ALL;
            case SIGNED -> SIGNED;
            case UNSIGNED -> UNSIGNED;
            case QUARANTINED -> QUARANTINED;
        };
    }

    private static RecordSummary toSummary(ResultSet row, int number) throws SQLException {
        var batch = row.getLong("batch_id");
        return new RecordSummary(
                new RecordId(row.getLong("id")),
                RecordStatus.valueOf(row.getString("status")),
                batch == 0 ? Optional.empty() : Optional.of(new BatchId(batch)),
                row.getInt("size"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }
}
