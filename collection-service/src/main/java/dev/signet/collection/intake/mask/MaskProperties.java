package dev.signet.collection.intake.mask;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param kekSource where the key is that the secrets of masking are sealed under: {@code file:} or {@code pkcs11:}
 * @param kekFile the same as {@code file:}: holds 32 random bytes in base64
 * @param recoveryKeyFile holds the X25519 public key (PEM) that originals are sealed to; without it none are kept
 */
@ConfigurationProperties("signet.intake")
record MaskProperties(
        @Nullable String kekSource,
        @Nullable Path kekFile,
        @Nullable Path recoveryKeyFile) {}
