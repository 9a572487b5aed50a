package dev.signet.collection.record;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
public class PlanningLock {
    private static final String SHARED = "SELECT pg_advisory_xact_lock_shared(7369677)";
    private static final String EXCLUSIVE = "SELECT pg_advisory_xact_lock(7369677)";

    private final JdbcClient jdbc;

    PlanningLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void shared() {
        jdbc.sql(SHARED).query().singleRow();
    }

    public void exclusive() {
        jdbc.sql(EXCLUSIVE).query().singleRow();
    }
}
