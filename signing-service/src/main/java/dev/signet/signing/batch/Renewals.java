package dev.signet.signing.batch;

import dev.signet.contract.LeaseId;
import java.time.Duration;
import java.util.Optional;

/** Who prolongs leases. */
@FunctionalInterface
interface Renewals {
    /** How long the lease lasts from the beginning of this call; empty when it is not renewed any more. */
    Optional<Duration> renew(LeaseId id, int progress);
}
