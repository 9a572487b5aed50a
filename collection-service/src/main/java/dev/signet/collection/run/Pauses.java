package dev.signet.collection.run;

import dev.signet.contract.RunId;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.NotFound;
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
            UPDATE run SET paused_at = coalesce(paused_at, clock_timestamp()) WHERE id = :run AND state = 'RUNNING'
            """;

    private static final String RESUME = """
            UPDATE run SET paused_at = NULL WHERE id = :run AND paused_at IS NOT NULL
            """;

    private final JdbcClient jdbc;

    Pauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when the run is paused already; one that has ended is refused. */
    @Transactional
    void pause(RunId run) {
        if (jdbc.sql(PAUSE).param("run", run.value()).update() == 0) {
            throw stateOf(run).isPresent() ? new RunEnded(run) : notFound(run);
        }
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_PAUSE, CrashPoint.COLLECTION_PAUSED);
    }

    /** Does nothing when the run is not paused. */
    @Transactional
    void resume(RunId run) {
        if (jdbc.sql(RESUME).param("run", run.value()).update() == 0
                && stateOf(run).isEmpty()) {
            throw notFound(run);
        }
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_RESUMPTION, CrashPoint.COLLECTION_RESUMED);
    }

    private Optional<String> stateOf(RunId run) {
        return jdbc.sql(STATE).param("run", run.value()).query(String.class).optional();
    }

    private static NotFound notFound(RunId run) {
        return new NotFound("There is no run " + run + ".");
    }
}
