package dev.signet.collection.record;

import dev.signet.platform.AfterCommit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sees to it that there is a range for every id before it is given out: a whole one ahead, whoever gives them out. */
@Component
class Partitions {
    private static final Logger log = LoggerFactory.getLogger(Partitions.class);
    private static final String MAKE = "SELECT make_partitions()";

    private final JdbcClient jdbc;
    private volatile long past;

    Partitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes what lacks for this id, which was given out: those who made ahead may have been outrun, or away. */
    @Transactional(propagation = Propagation.MANDATORY)
    void cover(long id) {
        if (id >= past) {
            var made = make();
            AfterCommit.run(() -> past = made);
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void keepAhead() {
        try {
            past = make();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Partitions for the next records could not be made, which is tried again: {}", e.toString());
        }
    }

    private long make() {
        return jdbc.sql(MAKE).query(Long.class).single();
    }
}
