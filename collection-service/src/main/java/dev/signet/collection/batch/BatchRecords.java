package dev.signet.collection.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.RecordId;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * A batch's records, a bounded chunk at a time. A planned range never changes, so the chunks need no common snapshot, and no
 * connection to the database is held while one of them is dealt with.
 */
@Repository
public class BatchRecords {
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

    // All records of those batches that fit into the budget. Lengths are known without reading what is long, so of the
    // others nothing is read. The bounds of all of them say which partitions there are to open, before any batch is
    // looked at.
    private static final String SMALL = """
            SELECT asked.batch_id, member.id, member.payload
              FROM unnest(:batches::bigint[], :firsts::bigint[], :lasts::bigint[]) AS asked (batch_id, first, last)
             CROSS JOIN LATERAL (SELECT sum(octet_length(payload)) AS bytes
                                   FROM record
                                  WHERE id BETWEEN asked.first AND asked.last AND id BETWEEN :lowest AND :highest) AS whole
             CROSS JOIN LATERAL (SELECT id, payload
                                   FROM record
                                  WHERE id BETWEEN asked.first AND asked.last AND id BETWEEN :lowest AND :highest
                                    AND whole.bytes <= :budget
                                  ORDER BY id
                                  LIMIT 10000) AS member
             ORDER BY asked.batch_id, member.id
            """;

    private final JdbcClient jdbc;

    BatchRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void writeTo(FrameWriter out, BatchHead batch) throws IOException {
        for (var members = each(batch); members.hasNext(); ) {
            var member = members.next();
            out.record(member.id(), member.payload().unsafeArray());
        }
    }

    /** In their order. */
    public Iterator<Member> each(BatchHead batch) {
        return new Chunks(
                batch.firstRecordId().value() - 1, batch.lastRecordId().value());
    }

    /** All records of each of these batches whose records are small enough to come with others'. */
    public Map<BatchId, List<Member>> small(Collection<BatchHead> batches) {
        var members = new HashMap<BatchId, List<Member>>();
        var firsts = longs(batches, batch -> batch.firstRecordId().value());
        var lasts = longs(batches, batch -> batch.lastRecordId().value());
        jdbc.sql(SMALL)
                .param("batches", longs(batches, batch -> batch.batchId().value()))
                .param("firsts", firsts)
                .param("lasts", lasts)
                .param("lowest", Arrays.stream(firsts).min().orElse(0))
                .param("highest", Arrays.stream(lasts).max().orElse(0))
                .param("budget", CHUNK_BYTES)
                .query(row -> {
                    members.computeIfAbsent(new BatchId(row.getLong("batch_id")), _ -> new ArrayList<>())
                            .add(member(row));
                });
        return members;
    }

    private static long[] longs(Collection<BatchHead> batches, ToLongFunction<BatchHead> value) {
        return batches.stream().mapToLong(value).toArray();
    }

    private List<Member> chunk(long after, long last) {
        return jdbc.sql(NEXT_CHUNK)
                .param("after", after)
                .param("last", last)
                .param("budget", CHUNK_BYTES)
                .query((row, _) -> member(row))
                .list();
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(new RecordId(row.getLong("id")), Bytes.wrap(row.getBytes("payload")));
    }

    /** One record of a batch. */
    public record Member(RecordId id, Bytes payload) {}

    private final class Chunks implements Iterator<Member> {
        private final long last;
        private long after;
        private Iterator<Member> chunk = Collections.emptyIterator();

        Chunks(long after, long last) {
            this.after = after;
            this.last = last;
        }

        @Override
        public boolean hasNext() {
            if (!chunk.hasNext() && after < last) {
                chunk = chunk(after, last).iterator();
            }
            return chunk.hasNext();
        }

        @Override
        public Member next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var member = chunk.next();
            after = member.id().value();
            return member;
        }
    }
}
