package dev.signet.key.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How leases run.
 *
 * @param ttl after this time an unfinished lease is revoked
 * @param maxRenewals how often a lease may be prolonged
 * @param reapInterval how often expired leases are looked for
 * @param retryInterval how often those who wait for a key look whether another key-service has freed one
 * @param heartbeat how often a waiting caller is tried, to find out whether it is still there
 * @param maxWaiting how many may wait at once; more are turned away
 */
@ConfigurationProperties("signet.lease")
record LeaseProperties(
        @DefaultValue("60s") Duration ttl,
        @DefaultValue("10") int maxRenewals,
        @DefaultValue("1s") Duration reapInterval,
        @DefaultValue("250ms") Duration retryInterval,
        @DefaultValue("500ms") Duration heartbeat,
        @DefaultValue("1000") int maxWaiting) {
    LeaseProperties {
        requirePositive("ttl", ttl);
        requirePositive("reap-interval", reapInterval);
        requirePositive("retry-interval", retryInterval);
        requirePositive("heartbeat", heartbeat);
        if (maxRenewals < 0) {
            throw new IllegalArgumentException("signet.lease.max-renewals must not be negative: " + maxRenewals);
        }
        if (maxWaiting < 1) {
            throw new IllegalArgumentException("signet.lease.max-waiting must be positive: " + maxWaiting);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("signet.lease.%s must be positive: %s".formatted(name, duration));
        }
    }
}
