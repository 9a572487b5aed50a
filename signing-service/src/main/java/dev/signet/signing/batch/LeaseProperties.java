package dev.signet.signing.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param margin how much earlier than it ends a worker stops trusting its lease; see {@link TrustWindow} for short leases */
@ConfigurationProperties("signet.lease")
record LeaseProperties(@DefaultValue("6s") Duration margin) {
    LeaseProperties {
        if (!margin.isPositive()) {
            throw new IllegalArgumentException("SIGNET_LEASE_MARGIN must be positive, not " + margin);
        }
    }
}
