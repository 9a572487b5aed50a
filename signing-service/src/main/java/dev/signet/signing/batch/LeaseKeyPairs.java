package dev.signet.signing.batch;

import dev.signet.signing.batch.Times.Moment;
import dev.signet.signing.crypto.LeaseKeyPair;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * This worker's key pair of the moment. A new one every few seconds, so that what was sealed once cannot be opened with what a worker knows
 * later; not one for each batch, whose making and use would take longer than signing some of its records.
 */
@Component
class LeaseKeyPairs {
    private static final Duration LIFETIME = Duration.ofSeconds(5);

    private final Times times;
    private @Nullable Made latest;

    LeaseKeyPairs(Times times) {
        this.times = times;
    }

    synchronized LeaseKeyPair current() {
        if (latest == null || times.since(latest.at).compareTo(LIFETIME) >= 0) {
            latest = new Made(new LeaseKeyPair(), times.now());
        }
        return latest.keyPair;
    }

    private record Made(LeaseKeyPair keyPair, Moment at) {}
}
