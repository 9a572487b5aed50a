package dev.signet.platform.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether services speak TLS with each other, and by what they know each other then.
 *
 * @param dir holds {@code tls.crt}, {@code tls.key} and {@code ca.crt} in PEM, as {@code signet certs} and cert-manager write them; absent for plain HTTP and
 *     service tokens
 */
@ConfigurationProperties("signet.tls")
record TlsProperties(@Nullable Path dir) {}
