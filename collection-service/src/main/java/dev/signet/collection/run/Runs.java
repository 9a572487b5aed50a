package dev.signet.collection.run;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The run of a keyring that is on, its beginning and its end. All but {@link #work} under the keyring's exclusive planning lock. */
@Repository
class Runs {
    // The largest id is at the end of an index; EXISTS would read the whole table to find that nothing is there.
    private static final String WORK = """
            SELECT coalesce((SELECT max(id) FROM record WHERE id >= :first AND id < :past)
                            > (SELECT through FROM planned WHERE keyring = :keyring), false) AS unplanned,
                   EXISTS (SELECT FROM run WHERE keyring = :keyring AND state = 'RUNNING') AS running,
                   EXISTS (SELECT FROM batch WHERE keyring = :keyring AND attempts = 0 AND state = 'PLANNED')
                OR EXISTS (SELECT FROM batch
                            WHERE keyring = :keyring AND attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')) AS open
            """;

    private static final String CURRENT = """
            SELECT id, batch_size FROM run WHERE keyring = :keyring AND state = 'RUNNING'
            """;

    private static final String START = """
            INSERT INTO run (keyring, batch_size) VALUES (:keyring, :batchSize) RETURNING id, batch_size
            """;

    private static final String LINGERED = """
            SELECT received_at <= clock_timestamp() - make_interval(secs => :linger)
              FROM record
             WHERE id >= :first AND id < :past
             ORDER BY id DESC
             LIMIT 1
            """;

    private static final String COMPLETE = """
            UPDATE run
               SET completed_at = clock_timestamp(),
                   paused_at = NULL,
                   state = CASE WHEN EXISTS (SELECT FROM batch WHERE state = 'QUARANTINED' AND run_id = run.id)
                                THEN 'COMPLETED_WITH_QUARANTINE' ELSE 'COMPLETED' END
             WHERE id = :run
            RETURNING state, completed_at
            """;

    private final JdbcClient jdbc;
    private final RunProperties settings;

    Runs(JdbcClient jdbc, RunProperties settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** What there may be to do in a keyring; may be outdated at once. */
    Work work(Keyring keyring) {
        return jdbc.sql(WORK)
                .param("keyring", keyring.number())
                .param("first", keyring.first())
                .param("past", keyring.past())
                .query((row, _) ->
                        new Work(row.getBoolean("unplanned"), row.getBoolean("running"), row.getBoolean("open")))
                .single();
    }

    Optional<Run> current(Keyring keyring) {
        return jdbc.sql(CURRENT)
                .param("keyring", keyring.number())
                .query(Runs::toRun)
                .optional();
    }

    Run start(Keyring keyring, int batchSize) {
        return jdbc.sql(START)
                .param("keyring", keyring.number())
                .param("batchSize", batchSize)
                .query(Runs::toRun)
                .single();
    }

    /** Whether the youngest record is old enough that no more are expected soon. */
    boolean hasLingered(Keyring keyring) {
        return jdbc.sql(LINGERED)
                .param("first", keyring.first())
                .param("past", keyring.past())
                .param("linger", settings.linger().toMillis() / 1000.0)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /** Ends the run. */
    Ended complete(RunId run) {
        return jdbc.sql(COMPLETE)
                .param("run", run.value())
                .query((row, _) -> new Ended(
                        row.getString("state"),
                        row.getObject("completed_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    private static Run toRun(ResultSet row, int number) throws SQLException {
        return new Run(new RunId(row.getLong("id")), row.getInt("batch_size"));
    }

    record Run(RunId id, int batchSize) {}

    /** How and when a run ended. */
    record Ended(String state, Instant at) {}

    /**
     * @param unplanned there are records outside any batch
     * @param running a run is on
     * @param open there are batches still to be signed
     */
    record Work(boolean unplanned, boolean running, boolean open) {
        boolean needsPlanner() {
            return unplanned || (running && !open);
        }
    }
}
