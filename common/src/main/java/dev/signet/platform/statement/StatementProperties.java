package dev.signet.platform.statement;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param dir holds {@code <service>.key}, of which a service reads its own alone, and {@code <service>.pub}, the public keys of all */
@ConfigurationProperties("signet.statement")
record StatementProperties(
        @DefaultValue("/run/signet/statement") Path dir) {}
