package dev.signet.platform;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param dir holds one file per service, {@code <service>.token}, made once by the set-up; of another service {@code <service>.sha256} will do */
@ConfigurationProperties("signet.tokens")
record ServiceTokenProperties(
        @DefaultValue("/run/signet/tokens") Path dir) {}
