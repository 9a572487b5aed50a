package dev.signet.console.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxClients so many may listen at once; a browser is one, however many tabs it has
 * @param heartbeat between two signs of life on a stream that has nothing to say
 */
@ConfigurationProperties("signet.stream")
record LiveProperties(
        @DefaultValue("200") int maxClients,
        @DefaultValue("15s") Duration heartbeat) {
    LiveProperties {
        if (maxClients < 1 || maxClients > 10_000) {
            throw new IllegalArgumentException("signet.stream.max-clients must be from 1 to 10000, not " + maxClients);
        }
        if (!heartbeat.isPositive()) {
            throw new IllegalArgumentException("signet.stream.heartbeat must be positive, not " + heartbeat);
        }
    }
}
