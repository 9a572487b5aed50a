package dev.signet.collection.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * When a batch that was handed out is handed out again: a lease's lifetime and a little more, so that nobody is disturbed who is still at it.
 *
 * @param leaseTtl how long a lease lasts at key-service
 * @param redispatchSlack the little more
 */
@ConfigurationProperties("signet")
record DispatchProperties(
        @Name("lease.ttl") @DefaultValue("60s") Duration leaseTtl,
        @DefaultValue("15s") Duration redispatchSlack) {
    DispatchProperties {
        if (!leaseTtl.isPositive()) {
            throw new IllegalArgumentException("SIGNET_LEASE_TTL must be positive, not " + leaseTtl);
        }
        if (redispatchSlack.isNegative()) {
            throw new IllegalArgumentException(
                    "SIGNET_REDISPATCH_SLACK must not be negative, but is " + redispatchSlack);
        }
    }

    Duration redispatchAfter() {
        return leaseTtl.plus(redispatchSlack);
    }
}
