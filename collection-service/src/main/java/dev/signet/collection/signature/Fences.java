package dev.signet.collection.signature;

import static dev.signet.contract.Verdict.FENCED;
import static dev.signet.contract.Verdict.STORED;
import static java.util.Comparator.comparing;

import dev.signet.collection.batch.Batches;
import dev.signet.collection.batch.Failures;
import dev.signet.collection.batch.LockedBatch;
import dev.signet.contract.Fence;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.Verdict;
import dev.signet.platform.CrashPoint;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says what became of one use of a key, for ever: its signatures are stored, or from now on never can be. Only then is a key free again; the passing
 * of time alone frees none.
 */
@Component
class Fences {
    private final Batches batches;
    private final KeyFences fences;
    private final SignatureEvents events;
    private final Failures failures;

    Fences(Batches batches, KeyFences fences, SignatureEvents events, Failures failures) {
        this.batches = batches;
        this.fences = fences;
        this.events = events;
        this.failures = failures;
    }

    /** One transaction. The batch's row first: a store of this lease has either committed before, or will find the fence raised. */
    @Transactional
    Verdict fence(Fence lease) {
        var batch = batches.lock(lease.batchId());
        var verdict = batch.filter(b -> isStoredUnder(b, lease)).isPresent() ? STORED : FENCED;
        if (fences.raiseAbove(lease.keyId(), lease.token())) {
            events.fenced(lease, verdict);
        }
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_FENCE, CrashPoint.COLLECTION_FENCED);
        if (verdict == FENCED) {
            batch.ifPresent(b -> failures.leaseEnded(b, lease.leaseId().value(), lease.expired()));
        }
        return verdict;
    }

    /** For uses that nobody can name any more: nothing is stored under these keys up to these tokens, whatever batch it is for. */
    @Transactional
    void raise(List<KeyUse> uses) {
        var raised = uses.stream()
                .sorted(comparing(use -> use.keyId().value())) // as stores hold them
                .filter(use -> fences.raiseAbove(use.keyId(), use.token()))
                .toList();
        events.raised(raised);
    }

    /** For each key of which something can be stored no more, the last such use. */
    List<KeyUse> raised() {
        return fences.raised();
    }

    private static boolean isStoredUnder(LockedBatch batch, Fence lease) {
        return batch.signedWith()
                .map(LeaseUse::keyUse)
                .filter(new KeyUse(lease.keyId(), lease.token())::equals)
                .isPresent();
    }
}
