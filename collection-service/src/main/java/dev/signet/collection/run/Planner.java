package dev.signet.collection.run;

import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.run.Runs.Run;
import dev.signet.contract.RunId;
import dev.signet.platform.CrashPoint;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forms batches, and ends the run once there is nothing left to sign. Under the exclusive planning lock no record can be on its
 * way into the table, so what is counted is what there is: a batch's membership never changes afterwards.
 */
@Component
class Planner {
    private static final Logger log = LoggerFactory.getLogger(Planner.class);
    private static final int MOST_RECORDS = 1_000_000;

    // The lock was taken in a statement of its own, before this one: a snapshot that is older than the wait would miss
    // records.
    private static final String PLAN = """
            WITH unplanned AS (
                SELECT id, row_number() OVER (ORDER BY id) - 1 AS position
                  FROM (SELECT id FROM record WHERE id > (SELECT through FROM planned) ORDER BY id LIMIT :most) AS next
            ), formed AS (
                SELECT min(id) AS first, max(id) AS last, count(*) AS size
                  FROM unplanned
                 GROUP BY position / :batchSize
                HAVING count(*) = :batchSize OR (:withTail AND (SELECT count(*) FROM unplanned) < :most)
            ), inserted AS (
                INSERT INTO batch (run_id, first_record_id, last_record_id, size)
                SELECT :run, first, last, size FROM formed ORDER BY first
                RETURNING size, last_record_id
            ), moved AS (
                UPDATE planned SET through = (SELECT max(last_record_id) FROM inserted) WHERE EXISTS (SELECT FROM inserted)
            )
            SELECT count(*) AS batches, coalesce(sum(size), 0) AS records FROM inserted
            """;

    private final PlanningLock lock;
    private final Runs runs;
    private final RunEvents events;
    private final RunCounters counters;
    private final RunProperties settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Set<RunId> warned = new HashSet<>();

    Planner(
            PlanningLock lock,
            Runs runs,
            RunEvents events,
            RunCounters counters,
            RunProperties settings,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.lock = lock;
        this.runs = runs;
        this.events = events;
        this.counters = counters;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Does what there is to do now. */
    Outcome plan() {
        var work = runs.work();
        if (!work.needsPlanner()) {
            return work.running() ? Outcome.WAITING : Outcome.IDLE;
        }
        var batches = transaction.execute(_ -> planLocked());
        return batches > 0 ? Outcome.FORMED : Outcome.WAITING;
    }

    enum Outcome {
        /** Batches were formed; there may be more. */
        FORMED,
        /** A run is on: its end, or its last records, may come at any moment. */
        WAITING,
        IDLE
    }

    private long planLocked() {
        lock.exclusive();
        var lingered = runs.hasLingered();
        var work = runs.work();
        if (work.unplanned()) {
            return form(runs.current().orElseGet(this::start), lingered);
        }
        if (!work.open() && lingered) {
            runs.current().ifPresent(this::complete);
        }
        return 0;
    }

    private long form(Run run, boolean withTail) {
        warnOfOtherBatchSize(run);
        var formed = jdbc.sql(PLAN)
                .param("run", run.id().value())
                .param("batchSize", run.batchSize())
                .param("withTail", withTail)
                .param("most", MOST_RECORDS)
                .query((row, _) -> new Formed(row.getLong("batches"), row.getLong("records")))
                .single();
        if (formed.batches() > 0) {
            counters.planned(run.id(), formed.batches(), formed.records());
            CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_PLAN, CrashPoint.COLLECTION_PLANNED);
        }
        return formed.batches();
    }

    private Run start() {
        var run = runs.start();
        events.started(run);
        counters.open(run.id());
        log.info("Run {} started: batch size {}", run.id(), run.batchSize());
        return run;
    }

    private void complete(Run run) {
        var ended = runs.complete(run.id());
        events.finished(run.id(), ended);
        log.info("Run {} ended: {}", run.id(), ended.state());
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_RUN_END, CrashPoint.COLLECTION_RUN_ENDED);
    }

    private void warnOfOtherBatchSize(Run run) {
        if (run.batchSize() != settings.batchSize() && warned.add(run.id())) {
            log.warn(
                    "SIGNET_BATCH_SIZE={} is ignored: run {} was started with {} and keeps it until it is complete",
                    settings.batchSize(),
                    run.id(),
                    run.batchSize());
        }
    }

    private record Formed(long batches, long records) {}
}
