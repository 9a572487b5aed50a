package dev.signet.vault.key;

import dev.signet.contract.Bytes;
import dev.signet.platform.SealingKey;
import dev.signet.platform.kek.KekSetting;
import dev.signet.platform.kek.KekSource;
import dev.signet.vault.VaultProperties;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The secrets that all instances share, sealed at rest; whoever starts first makes them. */
@Configuration(proxyBeanMethods = false)
class Secrets {
    private static final String MAKE = """
            INSERT INTO secret (name, kek_id, sealed) VALUES (:name, :kek, :sealed) ON CONFLICT DO NOTHING
            """;

    private static final String READ = "SELECT kek_id, sealed FROM secret WHERE name = :name";

    // Under the key in front, so that one that it has replaced can go.
    private static final String SEAL_ANEW = """
            UPDATE secret SET kek_id = :kek, sealed = :sealed WHERE name = :name AND kek_id <> :kek
            """;

    @Bean
    SealingKey keyEncryptionKey(VaultProperties properties) {
        return KekSource.atStart(new KekSetting(
                properties.kekSource(), properties.kekFile(), "key-encryption key of the vault", "SIGNET_VAULT_KEK"));
    }

    /** What requests over the broker are sealed to. */
    @Bean
    KeyPair exchangeKey(JdbcClient jdbc, SealingKey kek) {
        return ExchangeKey.read(secret(jdbc, kek, "exchange key", ExchangeKey::generate));
    }

    private static Bytes secret(JdbcClient jdbc, SealingKey kek, String name, Supplier<byte[]> fresh) {
        jdbc.sql(MAKE)
                .param("name", name)
                .param("kek", kek.id())
                .param("sealed", kek.seal(fresh.get(), associated(name)))
                .update();
        var secret = jdbc.sql(READ)
                .param("name", name)
                .query((row, _) -> open(row, kek, name))
                .single();
        jdbc.sql(SEAL_ANEW)
                .param("name", name)
                .param("kek", kek.id())
                .param("sealed", kek.seal(secret.unsafeArray(), associated(name)))
                .update();
        return secret;
    }

    private static Bytes open(ResultSet row, SealingKey kek, String name) throws SQLException {
        if (!kek.ids().contains(row.getString("kek_id"))) {
            throw new IllegalStateException(
                    "the vault's %s was sealed under another key-encryption key;".formatted(name)
                            + " point SIGNET_VAULT_KEK_FILE to the one it was sealed under");
        }
        try {
            return Bytes.wrap(kek.open(row.getBytes("sealed"), associated(name)));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the vault's %s was changed since it was sealed".formatted(name), e);
        }
    }

    private static byte[] associated(String name) {
        return "signet vault secret v1|%s".formatted(name).getBytes(StandardCharsets.US_ASCII);
    }
}
