package dev.signet.key.keyring;

import java.time.Duration;
import java.util.Optional;

/**
 * When a key retires.
 *
 * @param maxUses leased so often; without it, never
 * @param maxAge so long after it came into the keyring; without it, never
 */
record KeyLimits(Optional<Long> maxUses, Optional<Duration> maxAge) {
    KeyLimits {
        if (maxUses.filter(uses -> uses < 1).isPresent()) {
            throw new IllegalArgumentException("maxUses must be positive.");
        }
        if (maxAge.filter(age -> !age.isPositive() || age.toDays() > 100_000).isPresent()) {
            throw new IllegalArgumentException("maxAge must be a time like P90D or PT12H.");
        }
    }
}
