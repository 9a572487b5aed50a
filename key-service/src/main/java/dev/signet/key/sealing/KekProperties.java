package dev.signet.key.sealing;

import dev.signet.platform.kek.KekSetting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key-encryption key is.
 *
 * @param source {@code file:}, {@code passphrase:} or {@code pkcs11:}
 * @param file the same as {@code file:}: holds 32 random bytes in base64, as {@code openssl rand -base64 32} prints them
 */
@ConfigurationProperties("signet.kek")
record KekProperties(@Nullable String source, @Nullable Path file) {
    KekSetting setting() {
        return new KekSetting(source, file, "key-encryption key", "SIGNET_KEK");
    }
}
