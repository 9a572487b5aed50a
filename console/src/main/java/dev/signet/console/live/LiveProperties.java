package dev.signet.console.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxClients so many may listen at once; a browser is one, however many tabs it has
 * @param heartbeat between two signs of life on a stream that has nothing to say
 * @param patience a client that has taken nothing for so long is sent away
 */
@ConfigurationProperties("signet.stream")
record LiveProperties(
        @DefaultValue("200") int maxClients,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10s") Duration patience) {
    LiveProperties {
        if (maxClients < 1 || maxClients > 10_000) {
            throw new IllegalArgumentException("SIGNET_STREAM_MAX_CLIENTS must be from 1 to 10000, not " + maxClients);
        }
        if (!heartbeat.isPositive()) {
            throw new IllegalArgumentException("SIGNET_STREAM_HEARTBEAT must be positive, not " + heartbeat);
        }
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("SIGNET_STREAM_PATIENCE must be positive, not " + patience);
        }
    }
}
