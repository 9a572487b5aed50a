package dev.signet.key.ledger;

import dev.signet.key.ledger.LedgerReplay.Event;
import dev.signet.key.ledger.LedgerReplay.What;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps a replay of the ledger up to date, a stretch of ticks at a time. */
@Component
class LedgerCheck {
    private static final Logger log = LoggerFactory.getLogger(LedgerCheck.class);
    private static final long STRETCH = 20_000;

    private static final String KEYRING = """
            SELECT tick, coalesce(history, '') AS history FROM keyring WHERE id = 1
            """;

    private static final String EVENTS = """
            SELECT event.tick, event.key_id, signing_key.keyring, event.what
              FROM (SELECT grant_tick AS tick, key_id, 'GRANTED' AS what
                      FROM key_lease WHERE grant_tick > :after AND grant_tick <= :through
                     UNION ALL
                    SELECT close_tick, key_id, 'CLOSED'
                      FROM key_lease WHERE close_tick > :after AND close_tick <= :through
                     UNION ALL
                    SELECT grant_tick, key_id, 'GRANTED'
                      FROM closed_lease WHERE grant_tick > :after AND grant_tick <= :through AND close_tick > :after
                     UNION ALL
                    SELECT close_tick, key_id, 'CLOSED'
                      FROM closed_lease WHERE close_tick > :after AND close_tick <= :through
                     UNION ALL
                    SELECT tick, key_id, event
                      FROM key_event WHERE tick > :after AND tick <= :through) AS event
              JOIN signing_key ON signing_key.id = event.key_id
             ORDER BY event.tick
            """;

    private static final String BEGIN = "SELECT ledger_begin()";

    private final JdbcClient jdbc;
    private LedgerReplay replay = new LedgerReplay(0);
    private long begin;
    private String history = "";
    private volatile Result result = new Result(0, 0, 0);

    LedgerCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param throughTick the ledger was replayed up to here */
    record Result(long throughTick, long concurrentKeyUse, long lruViolations) {}

    private record Keyring(long tick, String history) {}

    Result result() {
        return result;
    }

    @Scheduled(fixedDelayString = "${signet.ledger.check-interval:1s}")
    synchronized void check() {
        try {
            // Read first: ticks are given out in the order of commits, so all up to this one are there to be seen.
            var keyring = jdbc.sql(KEYRING)
                    .query((row, _) -> new Keyring(row.getLong("tick"), String.valueOf(row.getString("history"))))
                    .single();
            beginAnewAfterAFailover(keyring);
            while (result.throughTick() < keyring.tick()) {
                beginAnewWhereLeasesWereTakenOff();
                replayThrough(Math.min(keyring.tick(), result.throughTick() + STRETCH));
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("The ledger is checked later: {}", e.toString());
        }
    }

    // The database may have lost the last of what was replayed, and gives its ticks out again.
    private void beginAnewAfterAFailover(Keyring keyring) {
        if (!keyring.history().equals(history) || keyring.tick() < result.throughTick()) {
            beginAnew();
        }
        history = keyring.history();
    }

    private void beginAnew() {
        replay = new LedgerReplay(begin);
        result = new Result(0, 0, 0);
    }

    // What was replayed before it was taken off stays true.
    private void beginAnewWhereLeasesWereTakenOff() {
        var now = jdbc.sql(BEGIN).query(Long.class).single();
        var isBehind = now > begin && result.throughTick() < now;
        begin = now;
        if (isBehind) {
            beginAnew();
        }
    }

    private void replayThrough(long tick) {
        events(result.throughTick(), tick).forEach(replay::replay);
        var violations = replay.concurrentKeyUse() + replay.lruViolations();
        if (violations > result.concurrentKeyUse() + result.lruViolations()) {
            log.error("The ledger shows {} violations of the rules by tick {}", violations, tick);
        }
        result = new Result(tick, replay.concurrentKeyUse(), replay.lruViolations());
    }

    private List<Event> events(long after, long through) {
        return jdbc.sql(EVENTS)
                .param("after", after)
                .param("through", through)
                .query((row, _) -> new Event(
                        row.getLong("tick"),
                        row.getInt("key_id"),
                        row.getString("keyring"),
                        What.valueOf(row.getString("what"))))
                .list();
    }
}
