package dev.signet.collection.signature;

import static dev.signet.contract.StoreSignatures.Outcome.ALREADY_SIGNED;
import static dev.signet.contract.StoreSignatures.Outcome.CLOSED_BATCH;
import static dev.signet.contract.StoreSignatures.Outcome.REFUSED;
import static dev.signet.contract.StoreSignatures.Outcome.STALE;
import static dev.signet.contract.StoreSignatures.Outcome.STORED;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import dev.signet.collection.batch.Batches;
import dev.signet.collection.batch.LockedBatch;
import dev.signet.collection.run.RunCounters;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.platform.AfterCommit;
import dev.signet.platform.CrashPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores batches' signatures: of each batch all or none, once, and only while their lease is not fenced. */
@Component
class Signatures {
    private final Batches batches;
    private final KeyFences fences;
    private final SignatureRows rows;
    private final SignatureEvents events;
    private final RunCounters counters;
    private final StoreMeters meters;

    Signatures(
            Batches batches,
            KeyFences fences,
            SignatureRows rows,
            SignatureEvents events,
            RunCounters counters,
            StoreMeters meters) {
        this.batches = batches;
        this.fences = fences;
        this.rows = rows;
        this.events = events;
        this.counters = counters;
        this.meters = meters;
    }

    /**
     * What becomes of each set, all in one transaction; throws {@link NotTheBatchsRecords} when one that seemed right is not. Locks the batches
     * in order, then the keys' fences in order, as a fence does with its own: no deadlock.
     */
    @Transactional
    List<Outcome> store(List<SignatureSet> sets) {
        var locked = batches.lock(sets.stream().map(SignatureSet::batchId).toList());
        var minTokens =
                fences.hold(sets.stream().map(set -> set.lease().keyId()).toList());
        var accepted = new TreeMap<BatchId, SignatureSet>();
        var outcomes = new ArrayList<Outcome>(sets.size());
        for (var set : sets) {
            outcomes.add(decide(set, locked.get(set.batchId()), minTokens, accepted));
        }
        if (!accepted.isEmpty()) {
            rows.insert(accepted.values());
            rows.markSigned(accepted.values().stream().map(SignatureSet::lease).toList());
            events.stored(accepted.values(), locked);
            count(accepted.keySet().stream().map(locked::get).toList());
            CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_STORE, CrashPoint.COLLECTION_STORED);
        }
        return outcomes;
    }

    private static Outcome decide(
            SignatureSet set,
            @Nullable LockedBatch batch,
            Map<KeyId, Long> minTokens,
            Map<BatchId, SignatureSet> accepted) {
        var lease = set.lease();
        if (batch == null) {
            return REFUSED;
        }
        var earlier = accepted.get(batch.id());
        if (earlier != null) {
            return earlier.lease().use().equals(lease.use()) ? STORED : ALREADY_SIGNED;
        }
        if (!batch.state().isOpen()) {
            return outcomeOfClosed(batch, lease.use());
        }
        if (lease.token() < requireNonNull(minTokens.get(lease.keyId()))) {
            return STALE;
        }
        if (!set.fits(batch.head())) {
            return REFUSED;
        }
        accepted.put(batch.id(), set);
        return STORED;
    }

    private static Outcome outcomeOfClosed(LockedBatch batch, KeyUse use) {
        return batch.signedWith()
                .map(LeaseUse::keyUse)
                .map(signed -> signed.equals(use) ? STORED : ALREADY_SIGNED)
                .orElse(CLOSED_BATCH);
    }

    private static int records(List<LockedBatch> batches) {
        return batches.stream().mapToInt(LockedBatch::size).sum();
    }

    // In the order of the runs: two groups never wait for each other's counters.
    private void count(List<LockedBatch> signed) {
        var byRun = new TreeMap<>(signed.stream().collect(groupingBy(LockedBatch::runId)));
        byRun.forEach((run, all) -> counters.signed(run, all.size(), records(all)));
        AfterCommit.run(() -> meters.signed(signed.size(), records(signed)));
    }
}
