package dev.signet.key.keyring;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.key.sealing.KeyAltered;
import dev.signet.key.sealing.KeyEncryptionKey;
import dev.signet.key.sealing.KeySeal;
import dev.signet.key.sealing.KeySeal.Identity;
import dev.signet.key.sealing.KeySeal.Sealed;
import dev.signet.platform.CrashPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals every key's data key anew under the current key-encryption key. Each row says what it is sealed under, and all of those are known meanwhile: leases
 * go on, and what a crash leaves undone is done the next time. The private keys themselves are not touched.
 */
@Component
class KekRotation {
    private static final Logger log = LoggerFactory.getLogger(KekRotation.class);

    private static final String NEXT = """
            SELECT id, kid, algorithm, public_key, wrapped_dek, sealed_key
              FROM signing_key
             WHERE id > :after AND kek_id <> :kek
             ORDER BY id
             LIMIT 200
            """;

    // Grants and closes change many of these rows at once: with their lock, nobody waits for anybody in a circle. From
    // then on no process adds a key under another one.
    private static final String LOCK = "UPDATE keyring SET kek_id = :kek WHERE id = 1";

    // Somebody else may have done it meanwhile.
    private static final String REWRAP = """
            UPDATE signing_key
               SET kek_id = :kek, wrapped_dek = anew.wrapped
              FROM unnest(:ids, :before::bytea[], :after::bytea[]) AS anew (id, before, wrapped)
             WHERE signing_key.id = anew.id AND signing_key.wrapped_dek = anew.before
            """;

    private final KeyEncryptionKey kek;
    private final SigningKeys keys;
    private final KeySeal seal;
    private final KekEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    KekRotation(
            KeyEncryptionKey kek,
            SigningKeys keys,
            KeySeal seal,
            KekEvents events,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.kek = kek;
        this.keys = keys;
        this.seal = seal;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * What was done.
     *
     * @param kek what all keys are sealed under now
     * @param keys how many were sealed anew
     * @param altered keys that nothing opens: their rows were changed, or their key-encryption key is not known
     */
    record Result(String kek, int keys, List<KeyId> altered) {
        Result {
            altered = List.copyOf(altered);
        }
    }

    private record Row(int id, Identity identity, Sealed sealed) {}

    private record Anew(int id, Bytes before, Bytes after) {}

    /** Looks for the key-encryption key again first: what stands in front there is the current one. */
    synchronized Result rotate() {
        kek.load(keys.keks());
        var current = kek.id();
        transaction.executeWithoutResult(_ -> lock(current));
        var altered = new ArrayList<KeyId>();
        var count = 0;
        for (var rows = after(0, current);
                !rows.isEmpty();
                rows = after(rows.getLast().id(), current)) {
            count += store(
                    current,
                    rows.stream().flatMap(row -> anew(row, altered).stream()).toList());
        }
        if (count > 0) {
            events.rotated(current, count);
        }
        log.info("{} keys are sealed anew, under {}", count, current);
        return new Result(current, count, altered);
    }

    private List<Row> after(int id, String current) {
        return jdbc.sql(NEXT)
                .param("after", id)
                .param("kek", current)
                .query(KekRotation::toRow)
                .list();
    }

    private static Row toRow(ResultSet row, int number) throws SQLException {
        var identity = new Identity(
                new KeyId(row.getString("kid")),
                Algorithm.of(row.getString("algorithm")),
                Bytes.wrap(row.getBytes("public_key")));
        var sealed = new Sealed(Bytes.wrap(row.getBytes("wrapped_dek")), Bytes.wrap(row.getBytes("sealed_key")));
        return new Row(row.getInt("id"), identity, sealed);
    }

    private List<Anew> anew(Row row, List<KeyId> altered) {
        try {
            var anew = seal.rewrap(row.identity(), row.sealed()).sealed();
            return List.of(new Anew(row.id(), row.sealed().wrappedDataKey(), anew.wrappedDataKey()));
        } catch (KeyAltered e) {
            log.error("Key {} cannot be sealed anew", row.identity().id(), e);
            altered.add(row.identity().id());
            return List.of();
        }
    }

    private void lock(String current) {
        jdbc.sql(LOCK).param("kek", current).update();
    }

    private int store(String current, List<Anew> some) {
        if (some.isEmpty()) {
            return 0;
        }
        return transaction.execute(_ -> {
            lock(current);
            var done = jdbc.sql(REWRAP)
                    .param("kek", current)
                    .param("ids", some.stream().mapToInt(Anew::id).toArray())
                    .param(
                            "before",
                            some.stream().map(one -> one.before().unsafeArray()).toArray(byte[][]::new))
                    .param(
                            "after",
                            some.stream().map(one -> one.after().unsafeArray()).toArray(byte[][]::new))
                    .update();
            CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_REWRAP, CrashPoint.KEYS_REWRAPPED);
            return done;
        });
    }
}
