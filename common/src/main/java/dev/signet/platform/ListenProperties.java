package dev.signet.platform;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a server listens, and what it may be called.
 *
 * @param port 0 for any free one; absent for the service's own
 * @param allowedHosts names besides {@code localhost}, without a port; {@code *} for any
 */
@ConfigurationProperties("signet")
record ListenProperties(
        @Nullable Integer port, @DefaultValue List<String> allowedHosts) {
    private static final int LAST_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]|\\*");

    ListenProperties {
        allowedHosts = allowedHosts.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (port != null && (port < 0 || port > LAST_PORT)) {
            throw new IllegalArgumentException("SIGNET_PORT must be from 0 to %d, not %d".formatted(LAST_PORT, port));
        }
        allowedHosts.stream()
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "SIGNET_ALLOWED_HOSTS must be names such as signet.example.org, without scheme and port and separated by commas, not '%s'"
                                    .formatted(name));
                });
    }
}
