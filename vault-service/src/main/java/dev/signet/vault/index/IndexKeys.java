package dev.signet.vault.index;

import dev.signet.contract.Bytes;
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

    // Under the key in front, so that one that it has replaced can go.
    private static final String SEAL_ANEW = """
            UPDATE index_key SET kek_id = :kek, sealed = :sealed WHERE version = :version AND sealed = :before
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
        jdbc.sql(LIVING).query(IndexKeys::sealed).list().stream()
                .filter(key -> !key.kekId.equals(kek.id()))
                .forEach(this::sealAnew);
        living();
    }

    private void sealAnew(Sealed key) {
        jdbc.sql(SEAL_ANEW)
                .param("version", key.version)
                .param("kek", kek.id())
                .param("before", key.content.unsafeArray())
                .param("sealed", kek.seal(key.open(kek), associated(key.version)))
                .update();
    }

    /** The newest first. */
    public List<IndexKey> living() {
        return jdbc.sql(LIVING).query(IndexKeys::sealed).list().stream()
                .map(key -> IndexKey.of(key.version, key.open(kek)))
                .toList();
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

    private static Sealed sealed(ResultSet row, int number) throws SQLException {
        return new Sealed(row.getInt("version"), row.getString("kek_id"), Bytes.wrap(row.getBytes("sealed")));
    }

    /** One as it is stored. */
    private record Sealed(int version, String kekId, Bytes content) {
        byte[] open(SealingKey kek) {
            if (!kek.ids().contains(kekId)) {
                throw new IllegalStateException(
                        "the vault's index key %d was sealed under another key-encryption key;".formatted(version)
                                + " point SIGNET_VAULT_KEK_FILE to the one it was sealed under");
            }
            try {
                return kek.open(content.unsafeArray(), associated(version));
            } catch (AEADBadTagException e) {
                throw new IllegalStateException(
                        "the vault's index key %d was changed since it was sealed".formatted(version), e);
            }
        }
    }

    private static byte[] associated(int version) {
        return "signet vault index key v1|%d".formatted(version).getBytes(StandardCharsets.US_ASCII);
    }
}
