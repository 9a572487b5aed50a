package dev.signet.collection.keyring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param batchSize records per batch, 1 to 10,000, of keyrings that have no size of their own */
@ConfigurationProperties("signet")
record BatchSizeProperties(@DefaultValue("100") int batchSize) {
    BatchSizeProperties {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("SIGNET_BATCH_SIZE must be from 1 to 10000, not " + batchSize);
        }
    }
}
