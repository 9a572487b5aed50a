package dev.signet.console.operator;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param tokenFile holds the operator's token, made once by the set-up */
@ConfigurationProperties("signet.operator")
record OperatorProperties(
        @DefaultValue("/run/signet/operator/token") Path tokenFile) {}
