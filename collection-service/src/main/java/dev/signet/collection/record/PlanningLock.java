package dev.signet.collection.record;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps records from committing inside a range that is already planned. Taken in a statement of its own, as the first of its transaction:
 * inside another statement, the snapshot would be older than the wait.
 */
@Component
public class PlanningLock {
    private static final long KEY = 7369677;

    private static final String SHARED = "SELECT pg_advisory_xact_lock_shared(:key)";
    private static final String EXCLUSIVE = "SELECT pg_advisory_xact_lock(:key)";

    private final JdbcClient jdbc;

    PlanningLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For those that write records: many at once. Held until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void shared() {
        take(SHARED);
    }

    /** For the planner: alone, once everyone who was writing records has committed. Held until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void exclusive() {
        take(EXCLUSIVE);
    }

    private void take(String lock) {
        jdbc.sql(lock).param("key", KEY).query(_ -> {});
    }
}
