package dev.signet.signing.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this worker works.
 *
 * @param concurrency batches of each keyring at once, 1 to 256; more than there are keys only wait
 * @param leaseWait how long to wait for a free key before the batch is deferred, at most 30 s
 * @param batchTimeout how long one batch's records may stay open, the wait for a key included; what takes longer is cut off and tried again
 */
@ConfigurationProperties("signet.signer")
public record SignerProperties(
        @DefaultValue("64") int concurrency,
        @DefaultValue("10s") Duration leaseWait,
        @DefaultValue("5m") Duration batchTimeout) {
    public SignerProperties {
        if (concurrency < 1 || concurrency > 256) {
            throw new IllegalArgumentException("SIGNET_SIGNER_CONCURRENCY must be from 1 to 256, not " + concurrency);
        }
        if (leaseWait.isNegative() || leaseWait.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException("SIGNET_SIGNER_LEASE_WAIT must be from 0s to 30s, not " + leaseWait);
        }
        if (batchTimeout.compareTo(leaseWait) <= 0) {
            throw new IllegalArgumentException(
                    "SIGNET_SIGNER_BATCH_TIMEOUT must be longer than SIGNET_SIGNER_LEASE_WAIT");
        }
    }
}
