package dev.signet.collection.intake.mask;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.platform.SealingKey;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.crypto.AEADBadTagException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The secrets of masking, sealed at rest. Exactly one version is current. */
@Repository
public class MaskSecrets {
    private static final String ALIVE = """
            SELECT version, kek_id, sealed FROM intake_secret WHERE sealed IS NOT NULL ORDER BY version DESC
            """;

    private static final String ANEW = """
            UPDATE intake_secret SET kek_id = :kek, sealed = :sealed WHERE version = :version AND sealed = :before
            """;

    private static final String FIRST = """
            INSERT INTO intake_secret (version, kek_id, sealed) VALUES (1, :kek, :sealed) ON CONFLICT DO NOTHING
            """;

    private static final String HOLD = """
            SELECT version FROM intake_secret WHERE version = :version AND superseded_at IS NULL FOR SHARE
            """;

    private static final String HOLD_ALIVE = """
            SELECT version FROM intake_secret WHERE version = :version AND sealed IS NOT NULL FOR SHARE
            """;

    private final JdbcClient jdbc;

    MaskSecrets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a version current until the transaction ends; false if it is not any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean holdCurrent(int version) {
        return jdbc.sql(HOLD)
                .param("version", version)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Keeps a version from being dropped until the transaction ends; false if it was. What was parked under it before is then seen by whoever drops it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean holdAlive(int version) {
        return jdbc.sql(HOLD_ALIVE)
                .param("version", version)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void makeFirst(SealingKey kek) {
        jdbc.sql(FIRST)
                .param("kek", kek.id())
                .param("sealed", sealedSecret(kek, 1))
                .update();
    }

    /** Seals under the key in front what is sealed under one that it has replaced, so that this one can go. */
    void sealAnew(SealingKey kek) {
        jdbc.sql(ALIVE).query(MaskSecrets::stored).list().stream()
                .filter(secret -> !secret.kekId.equals(kek.id()))
                .forEach(secret -> jdbc.sql(ANEW)
                        .param("version", secret.version)
                        .param("kek", kek.id())
                        .param("before", secret.content.unsafeArray())
                        .param("sealed", kek.seal(secret.open(kek), associated(secret.version)))
                        .update());
    }

    /** Throws with a sentence if they were sealed under another key. */
    MaskRing ring(SealingKey kek) {
        var alive = jdbc.sql(ALIVE).query(MaskSecrets::stored).list().stream()
                .map(secret -> new MaskKeys(secret.version, secret.open(kek)))
                .toList();
        return new MaskRing(alive.getFirst(), alive.subList(1, alive.size()));
    }

    /** A new secret, as it is stored. */
    static byte[] sealedSecret(SealingKey kek, int version) {
        return kek.seal(AesGcm.randomKey(), associated(version));
    }

    private static Sealed stored(ResultSet row, int number) throws SQLException {
        return new Sealed(row.getInt("version"), row.getString("kek_id"), Bytes.wrap(row.getBytes("sealed")));
    }

    /** A secret as it is stored. */
    private record Sealed(int version, String kekId, Bytes content) {
        byte[] open(SealingKey kek) {
            if (!kek.ids().contains(kekId)) {
                throw new IllegalStateException(
                        "what personal data is masked with was sealed under another key-encryption key;"
                                + " point SIGNET_INTAKE_KEK_FILE to the one it was sealed under");
            }
            try {
                return kek.open(content.unsafeArray(), associated(version));
            } catch (AEADBadTagException e) {
                throw new IllegalStateException(
                        "version %d of intake_secret was changed since it was sealed".formatted(version), e);
            }
        }
    }

    private static byte[] associated(int version) {
        return "signet intake secret v1|%d".formatted(version).getBytes(StandardCharsets.US_ASCII);
    }
}
