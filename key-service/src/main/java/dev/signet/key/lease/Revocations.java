package dev.signet.key.lease;

import dev.signet.contract.Fence;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Verdict;
import dev.signet.key.collection.CollectionClient;
import dev.signet.key.collection.CollectionUnavailable;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.NotFound;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes a key back from its holder. The lease is made revocable first, so that it cannot be renewed; then collection-service says what became
 * of it, after which nothing can be stored under it any more; only then is it closed. Every step may be repeated by anyone.
 */
@Component
class Revocations {
    private final OpenLeases leases;
    private final CollectionClient collection;
    private final LeaseWriter writer;

    Revocations(OpenLeases leases, CollectionClient collection, LeaseWriter writer) {
        this.leases = leases;
        this.collection = collection;
        this.writer = writer;
    }

    /**
     * Gives a lease up.
     *
     * @param ranOut its batch took too long, and is to be counted for it
     * @throws CollectionUnavailable when the verdict cannot be had now; the reaper goes on with it
     */
    Verdict revoke(LeaseId id, boolean ranOut) {
        CrashPoint.KEYS_BEFORE_REVOCATION.reach();
        leases.revoke(id, ranOut);
        CrashPoint.KEYS_REVOKED.reach();
        var lease = leases.find(id).orElseThrow(() -> new NotFound("There is no lease %s.".formatted(id)));
        return lease.outcome().orElseGet(() -> settle(lease));
    }

    /** Fences and closes a lease that is being revoked. */
    Verdict settle(OpenLeases.Lease lease) {
        CrashPoint.KEYS_BEFORE_FENCE.reach();
        var verdict = collection.fence(new Fence(
                lease.batchId(), lease.id(), lease.use().keyId(), lease.use().token(), lease.expired()));
        CrashPoint.KEYS_FENCED.reach();
        writer.close(List.of(new Close(lease.use(), verdict))).await();
        return verdict;
    }
}
