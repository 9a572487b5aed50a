package dev.signet.collection.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param retryDelay how long a failed batch waits before it is tried again; times the number of its failures */
@ConfigurationProperties("signet.failure")
record FailureProperties(@DefaultValue("500ms") Duration retryDelay) {
    FailureProperties {
        if (retryDelay.isNegative()) {
            throw new IllegalArgumentException("SIGNET_FAILURE_RETRY_DELAY must not be negative, but is " + retryDelay);
        }
    }
}
