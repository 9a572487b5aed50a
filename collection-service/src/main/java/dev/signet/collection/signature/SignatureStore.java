package dev.signet.collection.signature;

import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.platform.LogContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Stores many batches' signatures in one transaction or, should one of them not be right, each batch's in its own. */
@Component
class SignatureStore {
    private static final Logger log = LoggerFactory.getLogger(SignatureStore.class);

    private final Signatures signatures;
    private final StoreMeters meters;

    SignatureStore(Signatures signatures, StoreMeters meters) {
        this.signatures = signatures;
        this.meters = meters;
    }

    List<Outcome> store(List<SignatureSet> sets) {
        var outcomes = storeTogetherOrAlone(sets);
        outcomes.forEach(meters::answered);
        return outcomes;
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
            warn(sets.getFirst(), e);
            return List.of(Outcome.REFUSED);
        }
    }

    private static void warn(SignatureSet refused, RuntimeException reason) {
        try (var _ = new LogContext()
                .with("batch", refused.batchId())
                .with("key", refused.lease().keyId())) {
            log.warn("The signatures of batch {} were refused: {}", refused.batchId(), reason.toString());
        }
    }
}
