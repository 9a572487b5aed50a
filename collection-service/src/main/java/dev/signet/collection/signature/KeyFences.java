package dev.signet.collection.signature;

import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * For each key the lowest token under which anything can still be stored. Read and, for a lease, raised only while the batch's row is locked: that lock
 * orders a lease's store and its fence in every isolation level, this table remembers the verdict.
 */
@Repository
class KeyFences {
    private static final String READ = """
            SELECT key_id, min_token FROM key_fence WHERE key_id = ANY (:keys::text[]) ORDER BY key_id FOR SHARE
            """;

    private static final String CREATE = """
            INSERT INTO key_fence (key_id) SELECT unnest(:keys::text[]) COLLATE "C" ORDER BY 1 ON CONFLICT DO NOTHING
            """;

    private static final String RAISE = """
            INSERT INTO key_fence (key_id, min_token) VALUES (:key, :minToken)
            ON CONFLICT (key_id) DO UPDATE SET min_token = excluded.min_token WHERE key_fence.min_token < excluded.min_token
            """;

    private final JdbcClient jdbc;

    KeyFences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The lowest token of each of these keys that is still admitted; holds the fences where they are until the transaction ends. */
    Map<KeyId, Long> hold(Collection<KeyId> keys) {
        jdbc.sql(CREATE).param("keys", values(keys)).update(); // first, so that all are held in one order
        var known = new HashMap<KeyId, Long>();
        jdbc.sql(READ).param("keys", values(keys)).query(row -> {
            known.put(new KeyId(row.getString("key_id")), row.getLong("min_token"));
        });
        return known;
    }

    /** For each key that has a fence, the highest token that it refuses. */
    List<KeyUse> raised() {
        return jdbc.sql("SELECT key_id, min_token - 1 AS token FROM key_fence WHERE min_token > 1")
                .query((row, _) -> new KeyUse(new KeyId(row.getString("key_id")), row.getLong("token")))
                .list();
    }

    /** Nothing up to this token can be stored any more. False when that was so already. */
    boolean raiseAbove(KeyId key, long token) {
        return jdbc.sql(RAISE)
                        .param("key", key.value())
                        .param("minToken", token + 1)
                        .update()
                == 1;
    }

    private static String[] values(Collection<KeyId> keys) {
        return keys.stream().map(KeyId::value).distinct().toArray(String[]::new);
    }
}
