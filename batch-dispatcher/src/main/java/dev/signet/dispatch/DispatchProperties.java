package dev.signet.dispatch;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What the dispatcher is told.
 *
 * @param collectionUrl whose batches it hands out
 * @param claimLimit how many batches it claims at once, 1 to 1,000
 * @param leaseTtl how long a lease lasts at key-service
 * @param redispatchSlack how much later than that a batch is handed out again
 */
@ConfigurationProperties("signet")
record DispatchProperties(
        @DefaultValue("http://localhost:8080") URI collectionUrl,
        @Name("dispatch.claim-limit") @DefaultValue("200") int claimLimit,
        @Name("lease.ttl") @DefaultValue("60s") Duration leaseTtl,
        @DefaultValue("15s") Duration redispatchSlack) {
    DispatchProperties {
        if (claimLimit < 1 || claimLimit > 1000) {
            throw new IllegalArgumentException("SIGNET_DISPATCH_CLAIM_LIMIT must be from 1 to 1000, not " + claimLimit);
        }
    }

    /** When a batch is handed out again: a trigger that nobody has taken by then is in the way of its successor. */
    Duration triggerLifetime() {
        return leaseTtl.plus(redispatchSlack);
    }
}
