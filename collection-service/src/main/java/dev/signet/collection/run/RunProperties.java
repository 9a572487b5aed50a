package dev.signet.collection.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a run may end.
 *
 * @param linger a batch smaller than that is formed once no record has arrived for so long
 */
@ConfigurationProperties("signet")
record RunProperties(@DefaultValue("1s") Duration linger) {
    RunProperties {
        if (linger.isNegative()) {
            throw new IllegalArgumentException("SIGNET_LINGER must not be negative, but is " + linger);
        }
    }
}
