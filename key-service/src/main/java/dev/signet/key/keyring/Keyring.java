package dev.signet.key.keyring;

import dev.signet.contract.KeyId;
import dev.signet.key.sealing.KeyEncryptionKey;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.kek.KekUnavailable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which keys there are. What comes in takes its ticks under the keyring's row lock and stands in the ledger. */
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

    private static final String CURRENT_KEK = "SELECT kek_id FROM keyring WHERE id = 1 AND kek_id IS NOT NULL";

    private final SigningKeys keys;
    private final KeyEvents events;
    private final KeyEncryptionKey kek;
    private final JdbcClient jdbc;

    Keyring(SigningKeys keys, KeyEvents events, KeyEncryptionKey kek, JdbcClient jdbc) {
        this.keys = keys;
        this.events = events;
        this.kek = kek;
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
        requireCurrent(added);
        CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_ADDITION, CrashPoint.KEYS_ADDED);
        return Set.copyOf(added.stream().map(key -> key.identity().id()).toList());
    }

    // Holding the keyring's lock: what another process has replaced is not used any more, and may be thrown away.
    private void requireCurrent(List<SigningKey> added) {
        var current = jdbc.sql(CURRENT_KEK).query(String.class).optional();
        if (current.filter(id -> added.stream().anyMatch(key -> !key.kekId().equals(id)))
                .isPresent()) {
            kek.load(keys.keks()); // the next try finds the new one
            throw new KekUnavailable("its key-encryption key was replaced; send the request again");
        }
    }

    void lockImports() {
        jdbc.sql(ONE_IMPORT_AT_A_TIME).query().singleRow();
    }

    /**
     * Whether the key is sealed under a key-encryption key that has only now been learnt, as another process has brought it. Throws {@link KekUnavailable}
     * when it cannot be learnt: then, too, nothing is wrong with the key.
     */
    public boolean learnsKekOf(KeyId id) {
        if (keys.kekOf(id).filter(kek.ids()::contains).isPresent()) {
            return false;
        }
        kek.load(keys.keks());
        return true;
    }

    private long takeTicks(int count) {
        return jdbc.sql(TAKE_TICKS).param("count", count).query(Long.class).single();
    }
}
