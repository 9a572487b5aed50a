package dev.signet.collection.run;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.run.Runs.Run;
import dev.signet.contract.RunId;
import dev.signet.platform.CrashPoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forms a keyring's batches, and ends its run once there is nothing left to sign. Under the exclusive planning lock no record can be on its
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
                  FROM (SELECT id
                        FROM record
                       WHERE id > (SELECT through FROM planned WHERE keyring = :keyring) AND id < :past
                       ORDER BY id
                       LIMIT :most) AS next
            ), formed AS (
                SELECT min(id) AS first, max(id) AS last, count(*) AS size
                  FROM unplanned
                 GROUP BY position / :batchSize
                HAVING count(*) = :batchSize OR (:withTail AND (SELECT count(*) FROM unplanned) < :most)
            ), inserted AS (
                INSERT INTO batch (run_id, keyring, first_record_id, last_record_id, size)
                SELECT :run, :keyring, first, last, size FROM formed ORDER BY first
                RETURNING size, last_record_id
            ), moved AS (
                UPDATE planned SET through = (SELECT max(last_record_id) FROM inserted)
                 WHERE keyring = :keyring AND EXISTS (SELECT FROM inserted)
            )
            SELECT count(*) AS batches, coalesce(sum(size), 0) AS records FROM inserted
            """;

    private final PlanningLock lock;
    private final Runs runs;
    private final RunEvents events;
    private final RunCounters counters;
    private final KnownKeyrings keyrings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Set<RunId> warned = ConcurrentHashMap.newKeySet();
    // Each that waits for its lock holds a connection: half of the pool is left to those that it waits for.
    private final Semaphore turns;

    Planner(
            PlanningLock lock,
            Runs runs,
            RunEvents events,
            RunCounters counters,
            KnownKeyrings keyrings,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            @Value("${spring.datasource.hikari.maximum-pool-size:10}") int connections) {
        this.lock = lock;
        this.runs = runs;
        this.events = events;
        this.counters = counters;
        this.keyrings = keyrings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.turns = new Semaphore(Math.max(1, connections / 2), true);
    }

    /** Does what there is to do now. */
    Outcome plan(Keyring keyring) {
        var work = runs.work(keyring);
        if (!work.needsPlanner()) {
            return work.running() ? Outcome.WAITING : Outcome.IDLE;
        }
        var batches = planInTurn(keyring);
        return batches > 0 ? Outcome.FORMED : Outcome.WAITING;
    }

    enum Outcome {
        /** Batches were formed; there may be more. */
        FORMED,
        /** A run is on: its end, or its last records, may come at any moment. */
        WAITING,
        IDLE
    }

    private long planInTurn(Keyring keyring) {
        turns.acquireUninterruptibly();
        try {
            return transaction.execute(_ -> planLocked(keyring));
        } finally {
            turns.release();
        }
    }

    private long planLocked(Keyring keyring) {
        lock.exclusive(keyring);
        var lingered = runs.hasLingered(keyring);
        var work = runs.work(keyring);
        if (work.unplanned()) {
            return form(keyring, runs.current(keyring).orElseGet(() -> start(keyring)), lingered);
        }
        if (!work.open() && lingered) {
            runs.current(keyring).ifPresent(this::complete);
        }
        return 0;
    }

    private long form(Keyring keyring, Run run, boolean withTail) {
        warnOfOtherBatchSize(keyring, run);
        var formed = jdbc.sql(PLAN)
                .param("run", run.id().value())
                .param("keyring", keyring.number())
                .param("past", keyring.past())
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

    private Run start(Keyring keyring) {
        var run = runs.start(keyring, keyrings.batchSize(keyring));
        events.started(keyring, run);
        counters.open(run.id());
        log.info("Run {} of keyring {} started: batch size {}", run.id(), keyring.name(), run.batchSize());
        return run;
    }

    private void complete(Run run) {
        var ended = runs.complete(run.id());
        events.finished(run.id(), ended);
        log.info("Run {} ended: {}", run.id(), ended.state());
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_RUN_END, CrashPoint.COLLECTION_RUN_ENDED);
    }

    private void warnOfOtherBatchSize(Keyring keyring, Run run) {
        var size = keyrings.batchSize(keyring);
        if (run.batchSize() != size && warned.add(run.id())) {
            log.warn(
                    "The batch size {} of keyring {} is not taken yet: run {} was started with {} and keeps it until it is complete",
                    size,
                    keyring.name(),
                    run.id(),
                    run.batchSize());
        }
    }

    private record Formed(long batches, long records) {}
}
