package dev.signet.collection.signature;

import dev.signet.collection.signature.Verification.Verified;
import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.platform.LogContext;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Verifies signatures, and stores many batches' signatures in one transaction or, should one of them not be right, each batch's in its own. */
@Component
class SignatureStore {
    private static final Logger log = LoggerFactory.getLogger(SignatureStore.class);

    private final Verification verification;
    private final Signatures signatures;
    private final SignatureEvents events;
    private final StoreMeters meters;

    SignatureStore(Verification verification, Signatures signatures, SignatureEvents events, StoreMeters meters) {
        this.verification = verification;
        this.signatures = signatures;
        this.events = events;
        this.meters = meters;
    }

    List<Outcome> store(List<SignatureSet> sets) {
        var verified = verification.verify(sets);
        var outcomes = new ArrayList<>(
                storeTogetherOrAlone(verified.stream().map(Verified::set).toList()));
        for (var i = 0; i < outcomes.size(); i++) {
            var set = verified.get(i);
            if (outcomes.get(i) == Outcome.REFUSED && set.fault().isPresent()) {
                unverified(set.set(), set.fault().get());
                outcomes.set(i, Outcome.UNVERIFIED);
            }
        }
        outcomes.forEach(meters::answered);
        return outcomes;
    }

    private void unverified(SignatureSet set, String fault) {
        events.unverified(set.lease(), fault);
        warn(set, fault);
    }

    private List<Outcome> storeTogetherOrAlone(List<SignatureSet> sets) {
        try {
            return signatures.store(sets);
        } catch (NotTheBatchsRecords | DataIntegrityViolationException e) {
            if (sets.size() > 1) {
                return sets.stream()
                        .map(set -> storeTogetherOrAlone(List.of(set)).getFirst())
                        .toList();
            }
            warn(sets.getFirst(), e.toString());
            return List.of(Outcome.REFUSED);
        }
    }

    private static void warn(SignatureSet refused, String reason) {
        try (var _ = new LogContext()
                .with("batch", refused.batchId())
                .with("key", refused.lease().keyId())) {
            log.warn("The signatures of batch {} were refused: {}", refused.batchId(), reason);
        }
    }
}
