package dev.signet.collection.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that a run freezes when it starts, and when it may end.
 *
 * @param batchSize records per batch, 1 to 10,000
 * @param linger a batch smaller than that is formed once no record has arrived for so long
 */
@ConfigurationProperties("signet")
record RunProperties(
        @DefaultValue("100") int batchSize,
        @DefaultValue("1s") Duration linger) {
    RunProperties {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("SIGNET_BATCH_SIZE must be from 1 to 10000, not " + batchSize);
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("SIGNET_LINGER must not be negative, but is " + linger);
        }
    }
}
