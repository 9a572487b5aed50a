package dev.signet.signing.batch;

import java.time.Duration;

/** A short wait before the same thing is tried again. */
final class Pause {
    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting to try again", e);
        }
    }

    private Pause() {}
}
