package dev.signet.collection.record;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.platform.AfterCommit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

/** Sees to it that there is a range for every id before it is given out: a whole one ahead, in each keyring, whoever gives them out. */
@Component
class Partitions {
    private static final Logger log = LoggerFactory.getLogger(Partitions.class);
    private static final String MAKE = "SELECT make_partitions(:keyring)";

    private final JdbcClient jdbc;
    private final KnownKeyrings keyrings;
    private final Map<Integer, Long> past = new ConcurrentHashMap<>();

    Partitions(JdbcClient jdbc, KnownKeyrings keyrings) {
        this.jdbc = jdbc;
        this.keyrings = keyrings;
    }

    /** Makes what lacks for this id, which was given out: those who made ahead may have been outrun, or away. */
    @Transactional(propagation = Propagation.MANDATORY)
    void cover(Keyring keyring, long id) {
        if (id >= past.getOrDefault(keyring.number(), 0L)) {
            var made = make(keyring);
            AfterCommit.run(() -> past.put(keyring.number(), made));
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void keepAhead() {
        keyrings.all().forEach(this::keepAhead);
    }

    private void keepAhead(Keyring keyring) {
        try {
            past.put(keyring.number(), make(keyring));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "Partitions for the next records of keyring {} could not be made, which is tried again: {}",
                    keyring.name(),
                    e.toString());
        }
    }

    private long make(Keyring keyring) {
        return jdbc.sql(MAKE)
                .param("keyring", keyring.number())
                .query(Long.class)
                .single();
    }
}
