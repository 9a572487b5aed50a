package dev.signet.key.keyring;

import dev.signet.contract.KeyId;
import dev.signet.key.keyring.SigningKey.State;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.NotFound;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How keys go out of use and come back. Every change takes a tick under the keyring's row lock and stands in the ledger. */
@Repository
public class KeyLife {
    private static final String TAKE_TICK = """
            UPDATE keyring SET tick = tick + 1 WHERE id = 1 RETURNING tick
            """;

    private static final String LOCK = """
            SELECT tick FROM keyring WHERE id = 1 FOR UPDATE
            """;

    private static final String CHANGE = """
            UPDATE signing_key SET state = :state WHERE kid = :kid RETURNING id
            """;

    private static final String WITHDRAW = """
            UPDATE signing_key
               SET withdrawn = true, leave_as = CASE WHEN withdrawn AND leave_as = 'RETIRED' THEN leave_as ELSE :leaveAs END
             WHERE kid = :kid AND state = 'LEASED'
            """;

    private static final String STAY = """
            UPDATE signing_key SET withdrawn = false WHERE kid = :kid
            """;

    private static final String LIMIT = """
            UPDATE signing_key
               SET max_uses = nullif(:maxUses::bigint, 0),
                   retires_at = created_at + nullif(:maxAgeMillis::bigint, 0) * interval '1 millisecond'
             WHERE kid = :kid
            """;

    private static final String RECORD_CHANGE = """
            INSERT INTO key_event (tick, key_id, event) VALUES (:tick, :key, :event)
            """;

    private final SigningKeys keys;
    private final KeyEvents events;
    private final JdbcClient jdbc;

    KeyLife(SigningKeys keys, KeyEvents events, JdbcClient jdbc) {
        this.keys = keys;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** Has a leased key taken out of use as soon as its lease is closed. */
    @Transactional
    public void withdraw(KeyId id) {
        withdraw(id, State.DISABLED);
        CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_WITHDRAWAL, CrashPoint.KEYS_WITHDRAWN);
    }

    /** Takes a key out of use; one that is leased when its lease ends. Does nothing when it is out already. */
    @Transactional
    void disable(KeyId id) {
        leave(id, State.DISABLED);
    }

    /** Takes a key out of use for good; one that is leased when its lease ends. */
    @Transactional
    void retire(KeyId id) {
        leave(id, State.RETIRED);
    }

    /** Puts a key back into use. Does nothing when it is in use already. */
    @Transactional
    void enable(KeyId id) {
        var key = locked(id);
        requireNotRetired(key);
        if (key.state() == State.DISABLED) {
            change(key, State.FREE);
        } else if (key.leaving().isPresent()) {
            jdbc.sql(STAY).param("kid", id.value()).update();
            events.withdrawn(id, key.token(), State.FREE);
        }
    }

    /** When the key is to retire. One that has reached its limits already leaves before the next grant. */
    @Transactional
    void limit(KeyId id, KeyLimits limits) {
        requireNotRetired(locked(id));
        jdbc.sql(LIMIT)
                .param("kid", id.value())
                .param("maxUses", limits.maxUses().orElse(0L))
                .param("maxAgeMillis", limits.maxAge().orElse(Duration.ZERO).toMillis())
                .update();
        events.limited(id, limits);
    }

    // The key is marked when it is leased, and leaves in the transaction that closes the lease.
    private void leave(KeyId id, State as) {
        var key = locked(id);
        if (key.state() == as || key.state() == State.RETIRED || isLeaving(key, as)) {
            return;
        }
        if (key.state() == State.LEASED) {
            withdraw(id, as);
            events.withdrawn(id, key.token(), as);
        } else {
            change(key, as);
        }
    }

    private static boolean isLeaving(KeyView key, State as) {
        return key.leaving()
                .filter(leaving -> leaving == as || leaving == State.RETIRED)
                .isPresent();
    }

    private static void requireNotRetired(KeyView key) {
        if (key.state() == State.RETIRED || isLeaving(key, State.RETIRED)) {
            throw new KeyRetired(key.id());
        }
    }

    private void withdraw(KeyId id, State as) {
        jdbc.sql(WITHDRAW).param("kid", id.value()).param("leaveAs", as.name()).update();
    }

    private void change(KeyView key, State to) {
        var row = jdbc.sql(CHANGE)
                .param("kid", key.id().value())
                .param("state", to.name())
                .query(Integer.class)
                .single();
        var tick = jdbc.sql(TAKE_TICK).query(Long.class).single();
        jdbc.sql(RECORD_CHANGE)
                .param("tick", tick)
                .param("key", row)
                .param("event", to == State.FREE ? "ENABLED" : to.name())
                .update();
        events.changed(key.id(), to, tick);
        CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_CHANGE, CrashPoint.KEYS_CHANGED);
    }

    // Holding the keyring's lock, nobody else changes the state between the look and the update.
    private KeyView locked(KeyId id) {
        jdbc.sql(LOCK).query().singleRow();
        return keys.find(id)
                .orElseThrow(() -> new NotFound("There is no key %s; GET /api/v1/keys lists them.".formatted(id)));
    }
}
