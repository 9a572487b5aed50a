package dev.signet.collection.progress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param interval between two samples while a run is on
 * @param idleInterval between two samples otherwise
 * @param stalledAfter a run in which nothing was signed for so long is stalled
 */
@ConfigurationProperties("signet.progress")
record ProgressProperties(
        @DefaultValue("250ms") Duration interval,
        @DefaultValue("1s") Duration idleInterval,
        @DefaultValue("30s") Duration stalledAfter) {
    ProgressProperties {
        if (!interval.isPositive() || !idleInterval.isPositive() || !stalledAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "SIGNET_PROGRESS_INTERVAL, SIGNET_PROGRESS_IDLE_INTERVAL and SIGNET_PROGRESS_STALLED_AFTER must be positive");
        }
    }
}
