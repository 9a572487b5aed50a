package dev.signet.collection.batch;

import dev.signet.collection.run.RunCounters;
import dev.signet.contract.BatchId;
import dev.signet.contract.FailureReport;
import dev.signet.platform.CrashPoint;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what went wrong with a batch, once per attempt, and splits or quarantines it when that was too often: a bad record ends up
 * alone in a batch of one. The caller holds the batch's row lock.
 */
@Component
public class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final int MOST_FAILURES = 5;
    private static final int MOST_EXPIRATIONS = 10;
    private static final String EXPIRED = "Its lease ran out before its signatures were stored.";

    private static final String RECORD_ATTEMPT = """
            INSERT INTO batch_failure (batch_id, attempt, kind, reason) VALUES (:batch, :attempt, :kind, :reason)
            """;

    private static final String IS_COUNTED = """
            SELECT EXISTS (SELECT FROM batch_failure WHERE batch_id = :batch AND attempt = :attempt)
            """;

    private static final String COUNT = """
            UPDATE batch
               SET failures = failures + :failures, expirations = expirations + :expirations, last_error = :reason
             WHERE id = :batch
            """;

    private static final String QUARANTINE = """
            UPDATE batch SET state = 'QUARANTINED' WHERE id = :batch RETURNING clock_timestamp()
            """;

    private final JdbcClient jdbc;
    private final Batches batches;
    private final Bisection bisection;
    private final BatchEvents events;
    private final RunCounters counters;
    private final FailureProperties settings;

    Failures(
            JdbcClient jdbc,
            Batches batches,
            Bisection bisection,
            BatchEvents events,
            RunCounters counters,
            FailureProperties settings) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.bisection = bisection;
        this.events = events;
        this.counters = counters;
        this.settings = settings;
    }

    /** A worker says that this batch cannot be signed. */
    void reported(LockedBatch batch, FailureReport report) {
        if (!batch.state().isOpen() || isCounted(batch.id(), report.attempt())) {
            return;
        }
        record(batch.id(), report.attempt(), report.kind().name(), report.reason());
        count(batch.id(), 1, 0, report.reason());
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_FAILURE, CrashPoint.COLLECTION_FAILED);
        var failures = batch.failures() + 1;
        if (!resolved(batch, failures, batch.expirations(), report.reason())) {
            batches.defer(batch.id(), delayAfter(failures))
                    .ifPresent(deferred -> events.deferred(batch.id(), deferred.run(), deferred.until()));
            counters.deferred(batch.runId());
        }
    }

    /** A lease for this batch has ended without signatures: it is due again, a failed one after its delay. Counts a lease that ran out. */
    public void leaseEnded(LockedBatch batch, UUID lease, boolean expired) {
        if (!batch.state().isOpen()) {
            return;
        }
        if (isCounted(batch.id(), lease)) {
            batches.dueWithin(batch.id(), delayAfter(batch.failures()));
        } else if (!expired || !expirationResolves(batch, lease)) {
            batches.dueWithin(batch.id(), 0);
        }
    }

    private boolean expirationResolves(LockedBatch batch, UUID lease) {
        record(batch.id(), lease, "EXPIRED", EXPIRED);
        count(batch.id(), 0, 1, EXPIRED);
        return resolved(batch, batch.failures(), batch.expirations() + 1, EXPIRED);
    }

    private long delayAfter(int failures) {
        return settings.retryDelay().toMillis() * failures;
    }

    private boolean isCounted(BatchId batch, UUID attempt) {
        return jdbc.sql(IS_COUNTED)
                .param("batch", batch.value())
                .param("attempt", attempt)
                .query(Boolean.class)
                .single();
    }

    private void record(BatchId batch, UUID attempt, String kind, String reason) {
        jdbc.sql(RECORD_ATTEMPT)
                .param("batch", batch.value())
                .param("attempt", attempt)
                .param("kind", kind)
                .param("reason", reason)
                .update();
    }

    private void count(BatchId batch, int failures, int expirations, String reason) {
        jdbc.sql(COUNT)
                .param("batch", batch.value())
                .param("failures", failures)
                .param("expirations", expirations)
                .param("reason", reason)
                .update();
    }

    /** Splits or quarantines the batch if it is time to. */
    private boolean resolved(LockedBatch batch, int failures, int expirations, String reason) {
        if (batch.size() == 1) {
            return failures + expirations >= MOST_FAILURES && quarantined(batch, reason);
        }
        var tooOften = batch.child()
                ? failures + expirations >= 1
                : failures >= MOST_FAILURES || expirations >= MOST_EXPIRATIONS;
        return tooOften && split(batch, reason);
    }

    private boolean quarantined(LockedBatch batch, String reason) {
        var at = jdbc.sql(QUARANTINE)
                .param("batch", batch.id().value())
                .query(OffsetDateTime.class)
                .single();
        events.quarantined(batch, at.toInstant(), reason);
        counters.quarantined(batch.runId());
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_QUARANTINE, CrashPoint.COLLECTION_QUARANTINED);
        log.warn("Batch {} with record {} is quarantined: {}", batch.id(), batch.firstRecordId(), reason);
        return true;
    }

    private boolean split(LockedBatch batch, String reason) {
        bisection.split(batch);
        events.split(batch, reason);
        counters.split(batch.runId());
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_SPLIT, CrashPoint.COLLECTION_SPLIT);
        log.warn("Batch {} of {} records is split in two: {}", batch.id(), batch.size(), reason);
        return true;
    }
}
