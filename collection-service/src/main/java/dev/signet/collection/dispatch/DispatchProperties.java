package dev.signet.collection.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a batch that was handed out is handed out again: a lease's lifetime and a little more, so that nobody is disturbed who is still at it.
 *
 * @param ttl how long a lease lasts at key-service
 */
@ConfigurationProperties("signet.lease")
record DispatchProperties(@DefaultValue("60s") Duration ttl) {
    private static final Duration LITTLE_MORE = Duration.ofSeconds(15);

    DispatchProperties {
        if (!ttl.isPositive()) {
            throw new IllegalArgumentException("SIGNET_LEASE_TTL must be positive, not " + ttl);
        }
    }

    Duration redispatchAfter() {
        return ttl.plus(LITTLE_MORE);
    }
}
