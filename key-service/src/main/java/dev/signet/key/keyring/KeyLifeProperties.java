package dev.signet.key.keyring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long new keys are used; each can be given other limits.
 *
 * @param maxUses leased so often, a key retires; 0 is no limit
 * @param maxAge so long after it came into the keyring a key retires; 0 is no limit
 */
@ConfigurationProperties("signet.key")
record KeyLifeProperties(
        @DefaultValue("0") long maxUses, @DefaultValue("0s") Duration maxAge) {
    KeyLifeProperties {
        if (maxUses < 0) {
            throw new IllegalArgumentException("SIGNET_KEY_MAX_USES must not be negative: " + maxUses);
        }
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("SIGNET_KEY_MAX_AGE must not be negative: " + maxAge);
        }
    }
}
