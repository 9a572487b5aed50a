package dev.signet.contract;

/**
 * {@code POST /internal/leases/{id}/renewals} on key-service. Refused with 410 once the lease is not active any more, after ten renewals, or
 * without progress since the last one.
 *
 * @param progress how many records are signed so far
 */
public record LeaseRenewal(int progress) {
    /** The answer: the lease lasts so long, counted from when the answered call began. */
    public record Reply(long remainingMillis) {}
}
