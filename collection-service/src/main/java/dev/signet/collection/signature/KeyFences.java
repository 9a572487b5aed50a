package dev.signet.collection.signature;

import dev.signet.contract.KeyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * For each key the lowest token under which anything can still be stored. Read and raised only while the batch's row is locked: that lock
 * orders a lease's store and its fence in every isolation level, this table remembers the verdict.
 */
@Repository
class KeyFences {
    private static final String READ = """
            SELECT min_token FROM key_fence WHERE key_id = :key FOR SHARE
            """;

    private static final String CREATE = """
            INSERT INTO key_fence (key_id) VALUES (:key) ON CONFLICT DO NOTHING
            """;

    private static final String RAISE = """
            INSERT INTO key_fence (key_id, min_token) VALUES (:key, :minToken)
            ON CONFLICT (key_id) DO UPDATE SET min_token = greatest(key_fence.min_token, excluded.min_token)
            """;

    private final JdbcClient jdbc;

    KeyFences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Holds the fence where it is until the transaction ends. */
    boolean admits(KeyId key, long token) {
        return token >= minToken(key);
    }

    /** Nothing up to this token can be stored any more. */
    void raiseAbove(KeyId key, long token) {
        jdbc.sql(RAISE).param("key", key.value()).param("minToken", token + 1).update();
    }

    private long minToken(KeyId key) {
        var known = jdbc.sql(READ).param("key", key.value()).query(Long.class).optional();
        return known.orElseGet(() -> {
            jdbc.sql(CREATE).param("key", key.value()).update();
            return jdbc.sql(READ).param("key", key.value()).query(Long.class).single();
        });
    }
}
