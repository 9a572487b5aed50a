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
 * @param maxWaiting how many may wait at once for the keys of one keyring; more are turned away
 * @param history leases of a batch that was stored longer ago than this leave the table that grants work with
 */
@ConfigurationProperties("signet.lease")
record LeaseProperties(
        @DefaultValue("60s") Duration ttl,
        @DefaultValue("10") int maxRenewals,
        @DefaultValue("1s") Duration reapInterval,
        @DefaultValue("250ms") Duration retryInterval,
        @DefaultValue("500ms") Duration heartbeat,
        @DefaultValue("1000") int maxWaiting,
        @DefaultValue("30d") Duration history) {
    LeaseProperties {
        requirePositive("SIGNET_LEASE_TTL", ttl);
        requirePositive("SIGNET_LEASE_REAP_INTERVAL", reapInterval);
        requirePositive("SIGNET_LEASE_RETRY_INTERVAL", retryInterval);
        requirePositive("SIGNET_LEASE_HEARTBEAT", heartbeat);
        requirePositive("SIGNET_LEASE_HISTORY", history);
        if (maxRenewals < 0) {
            throw new IllegalArgumentException("SIGNET_LEASE_MAX_RENEWALS must not be negative: " + maxRenewals);
        }
        if (maxWaiting < 1) {
            throw new IllegalArgumentException("SIGNET_LEASE_MAX_WAITING must be positive: " + maxWaiting);
        }
    }

    private static void requirePositive(String variable, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("%s must be positive: %s".formatted(variable, duration));
        }
    }
}
