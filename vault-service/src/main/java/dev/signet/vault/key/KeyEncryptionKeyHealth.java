package dev.signet.vault.key;

import dev.signet.platform.SealingKey;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether all that the vault keeps sealed is sealed under a key-encryption key that this instance was started with. It would not have started otherwise;
 * another instance with another one may have come since.
 */
@Component("kek")
public class KeyEncryptionKeyHealth extends AbstractHealthIndicator {
    private static final String SEALED_OTHERWISE = """
            SELECT EXISTS (SELECT FROM secret WHERE kek_id <> ALL (:keks))
                OR EXISTS (SELECT FROM index_key WHERE kek_id <> ALL (:keks) AND sealed IS NOT NULL)
            """;

    private final JdbcClient jdbc;
    private final SealingKey kek;

    KeyEncryptionKeyHealth(JdbcClient jdbc, SealingKey kek) {
        super("What is sealed could not be looked at");
        this.jdbc = jdbc;
        this.kek = kek;
    }

    /** Whether it opens all that is there. */
    public boolean fits() {
        return !jdbc.sql(SEALED_OTHERWISE)
                .param("keks", kek.ids().toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(fits() ? Status.UP : Status.DOWN);
    }
}
