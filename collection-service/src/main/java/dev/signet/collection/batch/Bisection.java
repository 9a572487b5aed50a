package dev.signet.collection.batch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Splits a batch into two halves, due at once. The only thing that makes batches smaller than the run's batch size. */
@Component
class Bisection {
    private static final String SUPERSEDE = """
            UPDATE batch SET state = 'SUPERSEDED' WHERE id = :batch
            """;

    // Ids have gaps: the halves are counted, not computed.
    private static final String HALVES = """
            INSERT INTO batch (run_id, keyring, parent_id, first_record_id, last_record_id, size)
            SELECT :run, min(id) >> 40, :batch, min(id), max(id), count(*)
              FROM (SELECT id, row_number() OVER (ORDER BY id) <= :half AS first_half
                      FROM record
                     WHERE id BETWEEN :first AND :last) AS member
             GROUP BY first_half
             ORDER BY min(id)
            """;

    private final JdbcClient jdbc;

    Bisection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The caller holds the row lock of the batch, which has at least two records. */
    void split(LockedBatch batch) {
        jdbc.sql(SUPERSEDE).param("batch", batch.id().value()).update();
        jdbc.sql(HALVES)
                .param("run", batch.runId().value())
                .param("batch", batch.id().value())
                .param("first", batch.firstRecordId().value())
                .param("last", batch.lastRecordId().value())
                .param("half", batch.size() / 2)
                .update();
    }
}
