package dev.signet.contract;

import static java.util.Objects.requireNonNull;

/** {@code POST /internal/batches/{id}/deferrals} on collection-service: not now; due again after {@code retryAfterMillis}. */
public record Deferral(long retryAfterMillis, String reason) {
    public Deferral {
        requireNonNull(reason, "reason");
        if (retryAfterMillis < 0) {
            throw new IllegalArgumentException("retryAfterMillis must not be negative: " + retryAfterMillis);
        }
    }
}
