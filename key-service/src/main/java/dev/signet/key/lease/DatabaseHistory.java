package dev.signet.key.lease;

import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.platform.CrashPoint;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether the database is still the one that all grants were committed in. It is known by its cluster's identifier and its timeline, which every promotion of
 * a standby and every restore to a point in time counts up.
 */
@Repository
class DatabaseHistory {
    /** More grants of one key than a promoted standby can have lost. What a restored backup has lost is behind it by the clock, too. */
    static final long MOST_LOST = 1_000_000;

    /** For whoever reads the keyring's row. */
    static final String NOW = """
            (SELECT format('%s/%s', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8)) FROM pg_control_system())
            """;

    private static final String BEGIN = "UPDATE keyring SET history = %s WHERE history IS NULL".formatted(NOW);

    private static final String BEFORE = "SELECT history FROM keyring WHERE history <> %s".formatted(NOW);

    private static final String AT_REST = "SELECT NOT EXISTS (SELECT FROM key_lease WHERE state <> 'CLOSED')";

    private static final String LOCK = "SELECT id FROM keyring WHERE id = 1 FOR UPDATE";

    // Once for each history: whoever comes second finds it done, in the same row as the tokens that he has raised.
    private static final String GET_AHEAD = """
            UPDATE keyring SET ahead_in = %1$s WHERE history = :before AND ahead_in IS DISTINCT FROM %1$s
            """.formatted(NOW);

    // By the fences, because the token itself may be one of before the last failover. By the clock, because there may
    // be no
    // end to what an old backup does not know.
    private static final String SKIP_TOKENS = """
            UPDATE signing_key
               SET token = ahead.token, skipped = skipped + ahead.token - signing_key.token
              FROM (SELECT id,
                           greatest(signing_key.token + :mostLost,
                                    fence.token + :mostLost,
                                    floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint) AS token
                      FROM signing_key
                      LEFT JOIN unnest(:keys::text[], :fences::bigint[]) AS fence (kid, token) USING (kid)) AS ahead
             WHERE signing_key.id = ahead.id
            """;

    // Keys that came since have no use that could be lost.
    private static final String LAST_USES = """
            SELECT kid, token FROM signing_key WHERE token > 0 AND (SELECT history FROM keyring) = :before
            """;

    private static final String GO_ON = """
            UPDATE keyring
               SET history = %1$s
             WHERE history = :before
               AND ahead_in = %1$s
               AND NOT EXISTS (SELECT FROM key_lease WHERE state <> 'CLOSED')
               AND :fenced = (SELECT count(*) FROM signing_key WHERE token > 0)
            """.formatted(NOW);

    private final JdbcClient jdbc;

    DatabaseHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first grants are about to be made. */
    void begin() {
        jdbc.sql(BEGIN).update();
    }

    /** The history that the keyring still belongs to, when this is another one. */
    Optional<String> before() {
        return jdbc.sql(BEFORE).query(String.class).optional();
    }

    /** No lease is open. */
    boolean isAtRest() {
        return jdbc.sql(AT_REST).query(Boolean.class).single();
    }

    /**
     * Moves the token of each key ahead of all that it may have been granted with, unless that was done.
     *
     * @param fences up to where nothing can be stored any more
     */
    @Transactional
    void getAhead(String before, List<KeyUse> fences) {
        lock();
        if (jdbc.sql(GET_AHEAD).param("before", before).update() == 0) {
            return;
        }
        jdbc.sql(SKIP_TOKENS)
                .param("mostLost", MOST_LOST)
                .param(
                        "keys",
                        fences.stream().map(fence -> fence.keyId().value()).toArray(String[]::new))
                .param("fences", fences.stream().map(KeyUse::token).toArray(Long[]::new))
                .update();
    }

    /** For each key, what nobody can have been granted; none once somebody has gone on. */
    List<KeyUse> lastUses(String before) {
        return jdbc.sql(LAST_USES)
                .param("before", before)
                .query((row, _) -> new KeyUse(new KeyId(row.getString("kid")), row.getLong("token")))
                .list();
    }

    /**
     * Goes on with this history. False while a lease is open or a key is not fenced, and when somebody else was first.
     *
     * @param fenced how many keys' last uses are fenced
     */
    @Transactional
    boolean goOn(String before, int fenced) {
        lock();
        if (jdbc.sql(GO_ON).param("before", before).param("fenced", fenced).update() == 0) {
            return false;
        }
        CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_FAILOVER, CrashPoint.KEYS_FAILED_OVER);
        return true;
    }

    private void lock() {
        jdbc.sql(LOCK).query(Integer.class).single();
    }
}
