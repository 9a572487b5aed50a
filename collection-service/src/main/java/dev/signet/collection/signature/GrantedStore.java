package dev.signet.collection.signature;

import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.StoreSignatures.Answer;
import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.contract.Verdict;
import dev.signet.platform.statement.Statements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Stores what key-service has granted, and gives a receipt for it. */
@Component
class GrantedStore {
    private final SignatureStore store;
    private final StoreMeters meters;
    private final Statements statements;

    GrantedStore(SignatureStore store, StoreMeters meters, Statements statements) {
        this.store = store;
        this.meters = meters;
        this.statements = statements;
    }

    /** What is not granted is dropped, and spoils none of those that it came with. Verified before any row is locked, signed after the commit. */
    List<Answer> store(List<SignatureSet> sets) {
        var isGranted = sets.stream().map(this::isGranted).toList();
        var granted = IntStream.range(0, sets.size())
                .filter(isGranted::get)
                .mapToObj(sets::get)
                .toList();
        var outcomes = granted.isEmpty()
                ? Collections.<Outcome>emptyIterator()
                : store.store(granted).iterator();
        var answers = new ArrayList<Answer>(sets.size());
        for (var i = 0; i < sets.size(); i++) {
            answers.add(isGranted.get(i) ? answer(sets.get(i).lease(), outcomes.next()) : notGranted());
        }
        return answers;
    }

    private boolean isGranted(SignatureSet set) {
        return statements.objection(set.lease().grant(), set.lease().granted()).isEmpty();
    }

    private Answer notGranted() {
        meters.answered(Outcome.NOT_GRANTED);
        return new Answer(Outcome.NOT_GRANTED, Optional.empty());
    }

    private Answer answer(StoreSignatures lease, Outcome outcome) {
        return outcome == Outcome.STORED
                ? new Answer(outcome, Optional.of(statements.sign(stored(lease))))
                : new Answer(outcome, Optional.empty());
    }

    private static Receipt stored(StoreSignatures lease) {
        return new Receipt(lease.batchId(), lease.leaseId(), lease.keyId(), lease.token(), Verdict.STORED);
    }
}
