package dev.signet.vault.item;

import java.time.Duration;

/** So much was refused lately that no answer is given for a while. */
final class TooManyAttempts extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    TooManyAttempts(Duration wait) {
        this.wait = wait;
    }

    Duration retryAfter() {
        return wait;
    }
}
