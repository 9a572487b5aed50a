package dev.signet.vault.index;

import dev.signet.platform.AesGcm;
import dev.signet.platform.SealingKey;
import dev.signet.vault.key.IndexKey;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.crypto.AEADBadTagException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The index keys that there are now, whichever instance has made or dropped them: read each time, and not kept in memory. */
@Repository
public class IndexKeys implements InitializingBean {
    private static final String MAKE_FIRST = """
            INSERT INTO index_key (version, kek_id, sealed) VALUES (1, :kek, :sealed) ON CONFLICT DO NOTHING
            """;

    private static final String LIVING = """
            SELECT version, kek_id, sealed FROM index_key WHERE sealed IS NOT NULL ORDER BY version DESC
            """;

    // Shared by all who place items; whoever makes or drops a key has it alone. In a statement of its own: inside
    // another, the snapshot would be older than the wait.
    private static final String HOLD = "SELECT pg_advisory_xact_lock_shared(7369679)";

    private final JdbcClient jdbc;
    private final SealingKey kek;

    IndexKeys(JdbcClient jdbc, SealingKey kek) {
        this.jdbc = jdbc;
        this.kek = kek;
    }

    /** A wrong key-encryption key stops the start, and not the first request. */
    @Override
    public void afterPropertiesSet() {
        jdbc.sql(MAKE_FIRST).param("kek", kek.id()).param("sealed", fresh(1)).update();
        living();
    }

    /** The newest first. */
    public List<IndexKey> living() {
        return jdbc.sql(LIVING).query((row, _) -> open(row)).list();
    }

    /** The same, and none comes or goes until the transaction has ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<IndexKey> held() {
        jdbc.sql(HOLD).query(_ -> {});
        return living();
    }

    byte[] fresh(int version) {
        return kek.seal(AesGcm.randomKey(), associated(version));
    }

    String kekId() {
        return kek.id();
    }

    private IndexKey open(ResultSet row) throws SQLException {
        var version = row.getInt("version");
        if (!row.getString("kek_id").equals(kek.id())) {
            throw new IllegalStateException(
                    "the vault's index key %d was sealed under another key-encryption key;".formatted(version)
                            + " point SIGNET_VAULT_KEK_FILE to the one it was sealed under");
        }
        try {
            return IndexKey.of(version, kek.open(row.getBytes("sealed"), associated(version)));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "the vault's index key %d was changed since it was sealed".formatted(version), e);
        }
    }

    private static byte[] associated(int version) {
        return "signet vault index key v1|%d".formatted(version).getBytes(StandardCharsets.US_ASCII);
    }
}
