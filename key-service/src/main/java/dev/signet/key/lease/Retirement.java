package dev.signet.key.lease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keys that have reached their limits leave before the next grant; while nothing is granted, they leave here, so that everybody can see it. */
@Component
class Retirement {
    private static final Logger log = LoggerFactory.getLogger(Retirement.class);

    // index: signing_key_used_up, signing_key_overdue
    private static final String ANY_DUE = """
            SELECT EXISTS (SELECT FROM signing_key WHERE state = 'FREE' AND token - skipped >= max_uses)
                OR EXISTS (SELECT FROM signing_key WHERE state = 'FREE' AND retires_at <= clock_timestamp())
            """;

    private final LeaseTransaction leases;
    private final JdbcClient jdbc;

    Retirement(LeaseTransaction leases, JdbcClient jdbc) {
        this.leases = leases;
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "${signet.key.retire-interval:10s}")
    void retire() {
        try {
            if (jdbc.sql(ANY_DUE).query(Boolean.class).single()) {
                leases.retire();
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("Keys retire later: {}", e.toString());
        }
    }
}
