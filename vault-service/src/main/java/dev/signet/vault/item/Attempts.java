package dev.signet.vault.item;

import dev.signet.vault.VaultProperties;
import dev.signet.vault.key.Locator;
import io.github.bucket4j.Bucket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * How many refused attempts are answered for what is or is not there. Only those are counted: who has the key is never locked out by those who have not.
 * Locators share a fixed number of counts, so that made-up ids take no memory.
 */
@Component
class Attempts {
    private static final int COUNTS = 4096;

    private final Bucket[] counts;
    private final Bucket[] told = perMinute(1);

    Attempts(VaultProperties properties) {
        counts = perMinute(properties.attempts());
    }

    private static Bucket[] perMinute(int most) {
        return Stream.generate(() -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofMinutes(1)))
                        .build())
                .limit(COUNTS)
                .toArray(Bucket[]::new);
    }

    /** Counts one more. When there were too many, how long to wait. */
    Optional<Duration> refused(Locator locator) {
        var probe = counts[place(locator)].tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Whether the audit log shall hear of one too many: once a minute. */
    boolean isToldAgain(Locator locator) {
        return told[place(locator)].tryConsume(1);
    }

    private static int place(Locator locator) {
        var start = ByteBuffer.wrap(locator.value().unsafeArray()).getInt();
        return Integer.remainderUnsigned(start, COUNTS);
    }
}
