package dev.signet.collection.run;

import dev.signet.contract.RunId;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The counters behind every progress figure, moved in the transaction that makes them true. The last statement of that transaction:
 * a slot's row is held until the commit, and nothing may be waited for while it is.
 */
@Component
public class RunCounters {
    private static final int SLOTS = 16;

    private static final String OPEN = """
            INSERT INTO run_counter (run_id, slot)
            SELECT :run, slot FROM generate_series(0, :slots - 1) AS slot
            """;

    private static final String PLANNED = """
            UPDATE run_counter
               SET records_planned = records_planned + :records, batches_planned = batches_planned + :batches
             WHERE run_id = :run AND slot = :slot
            """;

    private static final String SIGNED = """
            UPDATE run_counter
               SET records_signed = records_signed + :records, batches_signed = batches_signed + :batches
             WHERE run_id = :run AND slot = :slot
            """;

    private static final String SPLIT = """
            UPDATE run_counter
               SET batches_superseded = batches_superseded + 1, batches_planned = batches_planned + 2
             WHERE run_id = :run AND slot = :slot
            """;

    private static final String QUARANTINED = """
            UPDATE run_counter SET batches_quarantined = batches_quarantined + 1 WHERE run_id = :run AND slot = :slot
            """;

    private static final String REPLAYED = """
            UPDATE run_counter SET batches_quarantined = batches_quarantined - 1 WHERE run_id = :run AND slot = :slot
            """;

    private static final String REDISPATCHED = """
            UPDATE run_counter SET redispatched = redispatched + :batches WHERE run_id = :run AND slot = :slot
            """;

    private static final String DEFERRED = """
            UPDATE run_counter SET deferred = deferred + 1 WHERE run_id = :run AND slot = :slot
            """;

    private final JdbcClient jdbc;

    RunCounters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(RunId run) {
        jdbc.sql(OPEN).param("run", run.value()).param("slots", SLOTS).update();
    }

    void planned(RunId run, long batches, long records) {
        move(PLANNED, run).param("batches", batches).param("records", records).update();
    }

    public void signed(RunId run, int batches, int records) {
        move(SIGNED, run).param("batches", batches).param("records", records).update();
    }

    /** One batch gave way to two. */
    public void split(RunId run) {
        move(SPLIT, run).update();
    }

    public void quarantined(RunId run) {
        move(QUARANTINED, run).update();
    }

    /** A quarantined batch is open again. */
    public void replayed(RunId run) {
        move(REPLAYED, run).update();
    }

    public void redispatched(RunId run, int batches) {
        move(REDISPATCHED, run).param("batches", batches).update();
    }

    public void deferred(RunId run) {
        move(DEFERRED, run).update();
    }

    private JdbcClient.StatementSpec move(String sql, RunId run) {
        return jdbc.sql(sql)
                .param("run", run.value())
                .param("slot", ThreadLocalRandom.current().nextInt(SLOTS));
    }
}
