package dev.signet.key.keyring;

import dev.signet.contract.KeyId;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.NotFound;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which keys there are. Every change takes a tick under the keyring's row lock and stands in the ledger. */
@Repository
public class Keyring {

    // One import at a time, so that looking for duplicates and adding the others is one step. The keyring's own lock,
    // which all leases wait for, is taken at the very end. Not collection-service's number: they may share a database.
    private static final String ONE_IMPORT_AT_A_TIME = "SELECT pg_advisory_xact_lock(7369678)";

    private static final String TAKE_TICKS = """
            UPDATE keyring SET tick = tick + :count WHERE id = 1 RETURNING tick
            """;

    private static final String RECORD_IMPORTS = """
            INSERT INTO key_event (tick, key_id, event)
            SELECT :tick - cardinality(:keys) + position, key_id, 'IMPORTED'
              FROM unnest(:keys) WITH ORDINALITY AS added (key_id, position)
            """;

    private static final String LOCK = """
            SELECT tick FROM keyring WHERE id = 1 FOR UPDATE
            """;

    private static final String DISABLE = """
            UPDATE signing_key SET state = 'DISABLED' WHERE kid = :kid AND state = 'FREE' RETURNING id
            """;

    private static final String ENABLE = """
            UPDATE signing_key SET state = 'FREE' WHERE kid = :kid AND state = 'DISABLED' RETURNING id
            """;

    private static final String WITHDRAW = """
            UPDATE signing_key SET withdrawn = true WHERE kid = :kid AND state = 'LEASED'
            """;

    private static final String RECORD_CHANGE = """
            INSERT INTO key_event (tick, key_id, event) VALUES (:tick, :key, :event)
            """;

    private static final String STATE = """
            SELECT state FROM signing_key WHERE kid = :kid
            """;

    private final SigningKeys keys;
    private final KeyEvents events;
    private final JdbcClient jdbc;

    Keyring(SigningKeys keys, KeyEvents events, JdbcClient jdbc) {
        this.keys = keys;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** Adds those that are not in yet, and returns their ids. */
    @Transactional
    Set<KeyId> add(List<SigningKey> candidates) {
        lockImports();
        var taken = new HashSet<>(
                keys.known(candidates.stream().map(key -> key.identity().id()).toList()));
        var added = candidates.stream()
                .filter(key -> taken.add(key.identity().id()))
                .toList();
        if (added.isEmpty()) {
            return Set.of();
        }
        var rows = keys.add(added);
        events.added(added);
        jdbc.sql(RECORD_IMPORTS)
                .param("tick", takeTicks(rows.length))
                .param("keys", rows)
                .update();
        CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_ADDITION, CrashPoint.KEYS_ADDED);
        return Set.copyOf(added.stream().map(key -> key.identity().id()).toList());
    }

    void lockImports() {
        jdbc.sql(ONE_IMPORT_AT_A_TIME).query().singleRow();
    }

    /** Has a leased key taken out of use as soon as its lease is closed. */
    @Transactional
    public void withdraw(KeyId id) {
        jdbc.sql(WITHDRAW).param("kid", id.value()).update();
        CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_WITHDRAWAL, CrashPoint.KEYS_WITHDRAWN);
    }

    /** Takes a key out of use. Does nothing when it is out already; a leased key is refused. */
    @Transactional
    void disable(KeyId id) {
        change(id, DISABLE, SigningKey.State.DISABLED);
    }

    /** Puts a key back into use. Does nothing when it is in use already. */
    @Transactional
    void enable(KeyId id) {
        change(id, ENABLE, SigningKey.State.FREE);
    }

    // Holding the lock, nobody else changes the state between the look and the update.
    private void change(KeyId id, String update, SigningKey.State wanted) {
        jdbc.sql(LOCK).query().singleRow();
        var state = stateOf(id);
        var inUseAlready = state == SigningKey.State.LEASED && wanted == SigningKey.State.FREE;
        if (state == wanted || inUseAlready) {
            return;
        }
        if (state == SigningKey.State.LEASED) {
            throw new KeyInUse(id);
        }
        var row = jdbc.sql(update).param("kid", id.value()).query(Integer.class).single();
        var tick = takeTicks(1);
        jdbc.sql(RECORD_CHANGE)
                .param("tick", tick)
                .param("key", row)
                .param("event", wanted == SigningKey.State.FREE ? "ENABLED" : "DISABLED")
                .update();
        events.changed(id, wanted, tick);
        CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_CHANGE, CrashPoint.KEYS_CHANGED);
    }

    private SigningKey.State stateOf(KeyId id) {
        return jdbc.sql(STATE)
                .param("kid", id.value())
                .query(String.class)
                .optional()
                .map(SigningKey.State::valueOf)
                .orElseThrow(() -> new NotFound("There is no key %s; GET /api/v1/keys lists them.".formatted(id)));
    }

    private long takeTicks(int count) {
        return jdbc.sql(TAKE_TICKS).param("count", count).query(Long.class).single();
    }
}
