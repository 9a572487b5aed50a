package dev.signet.collection.dispatch;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.progress.KeyringView;
import dev.signet.collection.run.RunCounters;
import dev.signet.contract.BatchId;
import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.KeyringName;
import dev.signet.contract.KeyringSummary;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.CrashPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which batches go to the broker now. The batch table is the dispatcher's outbox: a batch that was handed out becomes due again unless it is signed,
 * so nothing depends on the broker keeping its messages, or on the dispatcher living to mark them.
 */
@Component
class Dispatch {
    // Overdue batches come first and outside the window: they are in it already. New ones are handed out once a quarter
    // of the window is free, lest each claim hand out one.
    // What is open in a keyring is its run's that is on: one look at it tells.
    private static final String CLAIM = """
            WITH overdue AS (
                SELECT id
                  FROM batch
                 WHERE keyring = :keyring AND attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED') AND next_dispatch_at <= now()
                   AND NOT EXISTS (SELECT FROM run WHERE keyring = :keyring AND state = 'RUNNING' AND paused_at IS NOT NULL)
                 ORDER BY next_dispatch_at
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), outstanding AS (
                SELECT count(*) AS batches
                  FROM (SELECT FROM batch
                         WHERE keyring = :keyring AND attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
                         LIMIT :window) AS bounded
            ), fresh AS (
                SELECT id
                  FROM batch
                 WHERE keyring = :keyring AND attempts = 0 AND state = 'PLANNED'
                   AND NOT EXISTS (SELECT FROM run WHERE keyring = :keyring AND state = 'RUNNING' AND paused_at IS NOT NULL)
                 ORDER BY id
                 LIMIT greatest(0, least(:limit - (SELECT count(*) FROM overdue),
                                            (SELECT CASE WHEN batches <= :window * 3 / 4 THEN :window - batches ELSE 0 END FROM outstanding)))
                   FOR UPDATE SKIP LOCKED
            )
            UPDATE batch
               SET attempts = attempts + 1, next_dispatch_at = now() + make_interval(secs => :redispatchAfter)
             WHERE id IN (SELECT id FROM overdue UNION ALL SELECT id FROM fresh)
            RETURNING id, run_id, first_record_id, last_record_id, size, attempts
            """;

    // index: batch_outstanding, a few hundred entries
    private static final String OUTSTANDING = """
            SELECT count(*) FROM batch WHERE attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
            """;

    private static final String ANY_OPEN = """
            SELECT EXISTS (SELECT FROM batch WHERE attempts = 0 AND state = 'PLANNED')
                OR EXISTS (SELECT FROM batch WHERE attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED'))
            """;

    // A store may have overtaken the mark. Locked in order, so that two marks cannot block each other.
    private static final String MARK = """
            UPDATE batch
               SET state = 'DISPATCHED', attempts = greatest(attempts, 1)
             WHERE id IN (SELECT id
                            FROM batch
                           WHERE id = ANY (:ids) AND state IN ('PLANNED', 'DEFERRED')
                           ORDER BY id
                             FOR UPDATE)
            """;

    private static final String ALL_DUE = """
            UPDATE batch
               SET next_dispatch_at = now()
             WHERE attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
            """;

    private final JdbcClient jdbc;
    private final WaitingKeyrings waiting;
    private final KeyringView keys;
    private final DispatchEvents events;
    private final RunCounters counters;
    private final DispatchProperties settings;
    private final Shares shares = new Shares();

    Dispatch(
            JdbcClient jdbc,
            WaitingKeyrings waiting,
            KeyringView keys,
            DispatchEvents events,
            RunCounters counters,
            DispatchProperties settings) {
        this.jdbc = jdbc;
        this.waiting = waiting;
        this.keys = keys;
        this.events = events;
        this.counters = counters;
        this.settings = settings;
    }

    /** Hands out what is asked for; it is not handed out again before a lease could have run out. */
    @Transactional
    Claimed claim(Request request) {
        var keyrings = waiting.now().stream()
                .filter(keyring -> request.isFor(keyring.name()))
                .toList();
        var claimed = shares.divide(request.limit(), keyrings, this::claimOf);
        if (claimed.isEmpty()) {
            return new Claimed(claimed, !anyOpen());
        }
        events.dispatched(claimed);
        countRedispatched(claimed);
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_CLAIM, CrashPoint.COLLECTION_CLAIMED);
        return new Claimed(claimed, false);
    }

    private List<SigningTriggered> claimOf(Keyring keyring, int limit) {
        return jdbc.sql(CLAIM)
                .param("keyring", keyring.number())
                .param("limit", limit)
                .param("window", windowOf(keyring.name()))
                .param("redispatchAfter", settings.redispatchAfter().toMillis() / 1000.0)
                .query((row, _) -> toTrigger(row).withKeyring(keyring.name()))
                .list();
    }

    /** The broker has confirmed these. */
    @Transactional
    void mark(List<BatchId> batches) {
        jdbc.sql(MARK)
                .param("ids", batches.stream().mapToLong(BatchId::value).toArray())
                .update();
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_MARK, CrashPoint.COLLECTION_MARKED);
    }

    /** Everything that was handed out is due now: for a start after which no worker of before is alive. */
    @Transactional
    int makeAllDue() {
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_RECOVERY, CrashPoint.COLLECTION_RECOVERED);
        return jdbc.sql(ALL_DUE).update();
    }

    // Twice the keys: enough that no worker waits for the dispatcher, few enough that the broker stays small. No keys
    // known, nothing new.
    private int windowOf(KeyringName keyring) {
        return 2 * keys.latest().map(summary -> summary.of(keyring).usable()).orElse(0);
    }

    /** How many may be handed out and not finished, in all keyrings. */
    int window() {
        return 2 * keys.latest().map(KeyringSummary::usable).orElse(0);
    }

    /** How many were handed out and are not finished. */
    long outstanding() {
        return jdbc.sql(OUTSTANDING).query(Long.class).single();
    }

    private boolean anyOpen() {
        return jdbc.sql(ANY_OPEN).query(Boolean.class).single();
    }

    // In one order: two claims that move counters of the same runs must not wait for each other.
    private void countRedispatched(List<SigningTriggered> claimed) {
        claimed.stream()
                .filter(trigger -> trigger.attempt() > 1)
                .collect(Collectors.groupingBy(SigningTriggered::runId, TreeMap::new, Collectors.counting()))
                .forEach((run, batches) -> counters.redispatched(run, batches.intValue()));
    }

    private static SigningTriggered toTrigger(ResultSet row) throws SQLException {
        return new SigningTriggered(
                new BatchId(row.getLong("id")),
                new RunId(row.getLong("run_id")),
                new RecordId(row.getLong("first_record_id")),
                new RecordId(row.getLong("last_record_id")),
                row.getInt("size"),
                row.getInt("attempts"));
    }
}
