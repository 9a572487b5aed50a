package dev.signet.key.sealing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param file holds the key-encryption key: 32 random bytes in base64, as {@code openssl rand -base64 32} prints them */
@ConfigurationProperties("signet.kek")
record KekProperties(@Nullable Path file) {}
