package dev.signet.collection.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts rows into the tables as planner, dispatcher and workers would leave them. */
public final class Rows {
    public static final String KEY = "0123456789012345678901234567890123456789abc";

    private static final AtomicLong TOKENS = new AtomicLong();

    private final JdbcClient jdbc;

    Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** So many records; their payloads are "r&lt;id&gt;". */
    public List<Long> records(int count) {
        return jdbc.sql("""
                WITH ids AS MATERIALIZED (SELECT nextval('record_id') AS id FROM generate_series(1, :count))
                INSERT INTO record (id, payload) SELECT id, convert_to('r' || id, 'UTF8') FROM ids ORDER BY id RETURNING id
                """)
                .param("count", count)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** A run that has ended, so that another can follow. */
    public long endedRun() {
        return jdbc.sql("""
                INSERT INTO run (batch_size, state, started_at, completed_at)
                VALUES (10, 'COMPLETED', clock_timestamp() - interval '10 s', clock_timestamp())
                RETURNING id
                """).query((row, _) -> row.getLong(1)).single();
    }

    /** A batch of these records, which are the only ones in their range. */
    public long batch(long run, String state, List<Long> records) {
        return jdbc.sql("""
                INSERT INTO batch (run_id, first_record_id, last_record_id, size, state, attempts, last_error,
                                   key_id, token, lease_id, algorithm, signed_at)
                SELECT :run, :first, :last, :size, :state, CASE :state WHEN 'PLANNED' THEN 0 ELSE 1 END,
                       CASE :state WHEN 'QUARANTINED' THEN 'it cannot be signed' END, signed.*
                  FROM (VALUES (true)) always
                  LEFT JOIN (VALUES (:key, :token::bigint, :lease::uuid, 'Ed25519', clock_timestamp())) signed
                    ON :state = 'SIGNED'
                RETURNING id
                """)
                .param("run", run)
                .param("state", state)
                .param("first", records.getFirst())
                .param("last", records.getLast())
                .param("size", records.size())
                .param("key", KEY)
                .param("token", TOKENS.incrementAndGet())
                .param("lease", UUID.randomUUID())
                .query((row, _) -> row.getLong(1))
                .single();
    }

    /** A batch that is SIGNED, with a signature "s&lt;id&gt;" for each record. */
    public long signedBatch(long run, List<Long> records) {
        var batch = batch(run, "SIGNED", records);
        records.forEach(record -> signature(record, batch));
        return batch;
    }

    public void signature(long record, long batch) {
        jdbc.sql("INSERT INTO signature VALUES (:record, :batch, convert_to('s' || :record, 'UTF8'))")
                .param("record", record)
                .param("batch", batch)
                .update();
    }

    /** All records of the default keyring so far are planned. */
    public void everythingIsPlanned() {
        jdbc.sql(
                        "UPDATE planned SET through = (SELECT coalesce(max(id), 0) FROM record WHERE id < 1::bigint << 40) WHERE keyring = 0")
                .update();
    }

    public byte[] payload(long record) {
        return jdbc.sql("SELECT payload FROM record WHERE id = :id")
                .param("id", record)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    /** Payloads of these and all records between, as text. */
    public List<String> payloads(long first, long last) {
        return new ArrayList<>(jdbc.sql(
                        "SELECT convert_from(payload, 'UTF8') FROM record WHERE id BETWEEN :first AND :last ORDER BY id")
                .param("first", first)
                .param("last", last)
                .query((row, _) -> row.getString(1))
                .list());
    }

    /** What the events of this type that are on their way to the audit log are about. */
    public List<String> told(String type) {
        return jdbc.sql("SELECT event ->> 'subject' FROM outbox WHERE event ->> 'type' = :type ORDER BY id")
                .param("type", type)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    public long count() {
        return jdbc.sql("SELECT count(*) FROM record")
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
