package dev.signet.collection.run;

import dev.signet.contract.RunId;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.NotFound;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds a run up and lets it go on. It is the row that counts, so it holds across restarts: while it says so no batch is handed out. What was handed out
 * before is signed and stored as ever, and the run can even end that way.
 */
@Component
class Pauses {
    private static final String STATE = """
            SELECT state FROM run WHERE id = :run
            """;

    private static final String PAUSE = """
            UPDATE run SET paused_at = clock_timestamp() WHERE id = :run AND state = 'RUNNING' AND paused_at IS NULL
            RETURNING paused_at
            """;

    private static final String RESUME = """
            UPDATE run
               SET paused_at = NULL
              FROM (SELECT id, paused_at FROM run WHERE id = :run AND paused_at IS NOT NULL FOR UPDATE) AS before
             WHERE run.id = before.id
            RETURNING before.paused_at
            """;

    private static final String RUNNING = "RUNNING";

    private final JdbcClient jdbc;
    private final RunEvents events;

    Pauses(JdbcClient jdbc, RunEvents events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Does nothing when the run is paused already; one that has ended is refused. */
    @Transactional
    void pause(RunId run) {
        var since = change(PAUSE, run);
        if (since.isEmpty() && !stateOf(run).equals(RUNNING)) {
            throw new RunEnded(run);
        }
        since.ifPresent(moment -> events.paused(run, moment));
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_PAUSE, CrashPoint.COLLECTION_PAUSED);
    }

    /** Does nothing when the run is not paused. */
    @Transactional
    void resume(RunId run) {
        change(RESUME, run).ifPresentOrElse(since -> events.resumed(run, since), () -> stateOf(run));
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_RESUMPTION, CrashPoint.COLLECTION_RESUMED);
    }

    /** Since when it is, or was, paused; empty when nothing had to be changed. */
    private Optional<Instant> change(String update, RunId run) {
        return jdbc.sql(update)
                .param("run", run.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Throws when there is no such run. */
    private String stateOf(RunId run) {
        return jdbc.sql(STATE)
                .param("run", run.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFound("There is no run " + run + "."));
    }
}
