package dev.signet.collection.quarantine;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.run.RunCounters;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.KeyringName;
import dev.signet.contract.RunId;
import dev.signet.platform.NotFound;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a batch out of quarantine: it is due again, and may fail as often as a new one. Its run, if it has ended, is on again until the planner ends it
 * anew.
 */
@Component
class Replays {
    private static final Logger log = LoggerFactory.getLogger(Replays.class);

    private static final String KEYRING = """
            SELECT k.number, k.name FROM batch b JOIN keyring k ON k.number = b.keyring WHERE b.id = :batch
            """;

    private static final String LOCK = """
            SELECT run_id, state,
                   EXISTS (SELECT FROM record WHERE id BETWEEN first_record_id AND last_record_id) AS present
              FROM batch
             WHERE id = :batch
               FOR UPDATE OF batch
            """;

    private static final String REOPEN_RUN = """
            UPDATE run
               SET state = 'RUNNING', completed_at = NULL, double_signed = NULL, mixed_key_batches = NULL, checked_at = NULL
             WHERE id = :run AND state <> 'RUNNING'
               AND NOT EXISTS (SELECT FROM run other WHERE other.keyring = run.keyring AND other.state = 'RUNNING')
            """;

    private static final String IS_RUNNING = """
            SELECT EXISTS (SELECT FROM run WHERE id = :run AND state = 'RUNNING')
            """;

    // It was handed out before it could fail: Dispatch finds it among those that are overdue.
    private static final String REOPEN_BATCH = """
            UPDATE batch
               SET state = 'PLANNED', failures = 0, expirations = 0, attempts = greatest(attempts, 1),
                   next_dispatch_at = clock_timestamp()
             WHERE id = :batch
            RETURNING next_dispatch_at
            """;

    private final PlanningLock planning;
    private final ReplayEvents events;
    private final RunCounters counters;
    private final JdbcClient jdbc;

    Replays(PlanningLock planning, ReplayEvents events, RunCounters counters, JdbcClient jdbc) {
        this.planning = planning;
        this.events = events;
        this.counters = counters;
        this.jdbc = jdbc;
    }

    /** Under its keyring's exclusive planning lock no run of it can begin or end meanwhile. */
    @Transactional
    void replay(BatchId batch) {
        planning.exclusive(keyringOf(batch));
        var run = requireQuarantined(batch);
        jdbc.sql(REOPEN_RUN).param("run", run.value()).update();
        if (!jdbc.sql(IS_RUNNING).param("run", run.value()).query(Boolean.class).single()) {
            throw new AnotherRunIsOn(run);
        }
        var at = jdbc.sql(REOPEN_BATCH)
                .param("batch", batch.value())
                .query(OffsetDateTime.class)
                .single();
        events.replayed(batch, run, at.toInstant());
        counters.replayed(run);
        log.info("Batch {} is taken out of quarantine", batch);
    }

    private Keyring keyringOf(BatchId batch) {
        return jdbc.sql(KEYRING)
                .param("batch", batch.value())
                .query((row, _) -> new Keyring(row.getInt("number"), new KeyringName(row.getString("name"))))
                .optional()
                .orElseThrow(() -> unknown(batch));
    }

    private static NotFound unknown(BatchId batch) {
        return new NotFound("There is no batch " + batch + ".");
    }

    private RunId requireQuarantined(BatchId batch) {
        var locked = jdbc.sql(LOCK)
                .param("batch", batch.value())
                .query((row, _) -> new Locked(
                        new RunId(row.getLong("run_id")),
                        BatchState.valueOf(row.getString("state")),
                        row.getBoolean("present")))
                .optional()
                .orElseThrow(() -> unknown(batch));
        if (locked.state() != BatchState.QUARANTINED) {
            throw new NotQuarantined(batch, locked.state());
        }
        if (!locked.present()) {
            throw new NotFound("The record of batch " + batch + " is not here any more: its range was taken off.");
        }
        return locked.run();
    }

    private record Locked(RunId run, BatchState state, boolean present) {}
}
