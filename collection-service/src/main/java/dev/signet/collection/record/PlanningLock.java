package dev.signet.collection.record;

import dev.signet.collection.keyring.Keyring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps records from committing inside a range that is already planned; each keyring's by itself. Taken in a statement of its own, as the first of its transaction:
 * inside another statement, the snapshot would be older than the wait.
 */
@Component
public class PlanningLock {
    private static final long KEY = 7369677;
    private static final int OF_KEYRING = 32;

    private static final String SHARED = "SELECT pg_advisory_xact_lock_shared(:key)";
    private static final String EXCLUSIVE = "SELECT pg_advisory_xact_lock(:key)";
    private static final String EVERY_KEYRING = "SELECT number FROM keyring ORDER BY number";

    private final JdbcClient jdbc;

    PlanningLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For those that write records: many at once. Held until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void shared(Keyring keyring) {
        take(SHARED, keyring.number());
    }

    /** For the planner: alone, once everyone who was writing records has committed. Held until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void exclusive(Keyring keyring) {
        take(EXCLUSIVE, keyring.number());
    }

    /** Alone in all keyrings. In the order of their numbers, as everybody takes more than one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void exclusive() {
        jdbc.sql(EVERY_KEYRING).query(Integer.class).list().forEach(number -> take(EXCLUSIVE, number));
    }

    private void take(String lock, int keyring) {
        jdbc.sql(lock).param("key", KEY + ((long) keyring << OF_KEYRING)).query(_ -> {});
    }
}
