package dev.signet.key.sealing;

import dev.signet.platform.kek.KekSetting;
import dev.signet.platform.kek.KekSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key-encryption key is.
 *
 * @param source {@code file:}, {@code passphrase:} or {@code pkcs11:}
 * @param file the same as {@code file:}: holds 32 random bytes in base64, as {@code openssl rand -base64 32} prints them
 * @param previousSource where one is that keys may still be sealed under, while they move from one kind of source to another
 */
@ConfigurationProperties("signet.kek")
record KekProperties(
        @Nullable String source,
        @Nullable Path file,
        @Nullable String previousSource) {
    private static final String KIND = "key-encryption key";

    KekSource current() {
        return KekSource.of(new KekSetting(source, file, KIND, "SIGNET_KEK"));
    }

    Optional<KekSource> previous() {
        return Optional.ofNullable(previousSource)
                .filter(location -> !location.isBlank())
                .map(location -> KekSource.of(new KekSetting(location, null, KIND, "SIGNET_KEK_PREVIOUS")));
    }
}
