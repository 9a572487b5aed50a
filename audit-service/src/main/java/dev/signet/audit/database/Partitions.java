package dev.signet.audit.database;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Sees to it that there is a partition for every month before it begins. */
@Component
public class Partitions {
    private static final Logger log = LoggerFactory.getLogger(Partitions.class);
    private static final String MAKE = "SELECT count(*) FROM make_partitions()";

    private final JdbcClient jdbc;

    Partitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes those that are missing. */
    public void make() {
        jdbc.sql(MAKE).query(Long.class).single();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void keepAhead() {
        try {
            make();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Partitions for the next months could not be made, which is tried again: {}", e.toString());
        }
    }
}
