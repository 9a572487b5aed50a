package dev.signet.collection.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.Bytes;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.RecordId;
import java.io.IOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes a batch's records out, a bounded chunk at a time. A planned range never changes, so the chunks need no common snapshot, and no
 * connection to the database is held while a slow reader is written to.
 */
@Repository
class BatchRecords {
    private static final long CHUNK_BYTES = 1 << 20;

    // At least one record, then as many as begin within the budget. Payloads that are not returned are not read.
    private static final String NEXT_CHUNK = """
            SELECT id, payload
              FROM (SELECT id, payload, sum(octet_length(payload)) OVER (ORDER BY id) - octet_length(payload) AS offset_bytes
                      FROM record
                     WHERE id > :after AND id <= :last
                     ORDER BY id
                     LIMIT 10000) AS member
             WHERE offset_bytes < :budget
             ORDER BY id
            """;

    private final JdbcClient jdbc;

    BatchRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void writeTo(FrameWriter out, BatchHead batch) throws IOException {
        var after = batch.firstRecordId().value() - 1;
        var last = batch.lastRecordId().value();
        while (after < last) {
            for (var member : chunk(after, last)) {
                out.record(member.id(), member.payload().unsafeArray());
                after = member.id().value();
            }
        }
    }

    /** All of the batch's records, or none when they do not fit into one chunk. */
    void writeIfSmall(FrameWriter out, BatchHead batch) throws IOException {
        var members =
                chunk(batch.firstRecordId().value() - 1, batch.lastRecordId().value());
        if (members.size() == batch.size()) {
            for (var member : members) {
                out.record(member.id(), member.payload().unsafeArray());
            }
        }
    }

    private List<Member> chunk(long after, long last) {
        return jdbc.sql(NEXT_CHUNK)
                .param("after", after)
                .param("last", last)
                .param("budget", CHUNK_BYTES)
                .query((row, _) -> new Member(new RecordId(row.getLong("id")), Bytes.wrap(row.getBytes("payload"))))
                .list();
    }

    private record Member(RecordId id, Bytes payload) {}
}
