package dev.signet.audit.search;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which number the log had reached at a moment. Since times never go back along the numbers, no index on them is needed. */
@Repository
class Moments {
    private static final String RECEIVED = "SELECT received_at FROM event WHERE seq = :seq";

    private final JdbcClient jdbc;

    Moments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first of the numbers below {@code size} that was received then or later; {@code size} if there is none. */
    long firstSince(Instant moment, long size) {
        var low = 0L;
        var high = size;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (received(middle).filter(at -> !at.isBefore(moment)).isPresent()) {
                high = middle;
            } else {
                low = middle + 1; // what has been given up in the meantime was older
            }
        }
        return low;
    }

    /** Empty for one whose partition has been given up. */
    Optional<Instant> received(long seq) {
        return jdbc.sql(RECEIVED)
                .param("seq", seq)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
