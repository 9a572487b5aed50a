package dev.signet.platform.outbox;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * @param auditUrl where events go
 * @param enabled false: no event is written, for a Signet without an audit log
 * @param gather how long events are gathered before they are sent: many in one call cost little more than one. Nobody waits for it
 */
@ConfigurationProperties("signet")
public record OutboxProperties(
        @DefaultValue("http://localhost:8085") URI auditUrl,
        @Name("audit.enabled") @DefaultValue("true") boolean enabled,
        @Name("audit.gather") @DefaultValue("1s") Duration gather) {
    public OutboxProperties {
        if (gather.isNegative() || gather.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("SIGNET_AUDIT_GATHER must be from 0s to 60s, not " + gather);
        }
    }
}
