package dev.signet.collection.parking;

import dev.signet.platform.ConfirmedPublisher;
import java.util.Optional;

/**
 * How messages get to a queue that the service's usual broker does not have: a bean of the feature that has one.
 *
 * @param asItCame makes of what is kept what came
 */
public record ReplayPath(String queue, ConfirmedPublisher publisher, Opening asItCame) {
    /** Undoes what was done to a body when it was put aside. */
    @FunctionalInterface
    public interface Opening {
        /** Empty if that cannot be undone any more. */
        Optional<byte[]> open(String type, byte[] kept);
    }
}
