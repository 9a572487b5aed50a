package dev.signet.signing.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.Deferral;
import dev.signet.contract.Envelope;
import dev.signet.contract.FailureReport;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningTriggered;
import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.contract.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A batch as the fake services know it: what they are told to answer, and what they were asked. */
final class FakeBatch {
    final BatchId id;
    final List<String> payloads;
    final ConcurrentLinkedQueue<Object> leaseAnswers = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Object> storeAnswers = new ConcurrentLinkedQueue<>();
    final List<LeaseRequest> leaseRequests = new CopyOnWriteArrayList<>();
    final List<Deferral> deferrals = new CopyOnWriteArrayList<>();
    final List<FailureReport> failures = new CopyOnWriteArrayList<>();
    final List<Optional<Envelope>> grants = new CopyOnWriteArrayList<>();
    final List<Frame> stored = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile BatchState state = BatchState.DISPATCHED;
    volatile Optional<LeaseUse> signedWith = Optional.empty();
    volatile Optional<Envelope> receipt = Optional.empty();
    volatile Verdict verdict = Verdict.FENCED;
    volatile long remainingMillis = 60_000;
    volatile boolean cutOff;
    volatile boolean large;
    volatile int size;
    volatile Outcome everyStore = Outcome.STORED;
    volatile KeyringName keyring = KeyringName.DEFAULT;

    FakeBatch(BatchId id, List<String> payloads) {
        this.id = id;
        this.payloads = payloads;
        this.size = payloads.size();
    }

    SigningTriggered trigger() {
        return new SigningTriggered(id, new RunId(1), recordId(0), recordId(Math.max(0, payloads.size() - 1)), size, 1)
                .withKeyring(keyring)
                .ordered(statement("order of", id));
    }

    BatchHead head() {
        return new BatchHead(
                id,
                new RunId(1),
                state,
                recordId(0),
                recordId(Math.max(0, payloads.size() - 1)),
                size,
                signedWith,
                receipt);
    }

    /** A worker only carries what is stated, whatever it is. */
    static Envelope statement(String what, BatchId id) {
        return new Envelope("test", what + " " + id, List.of());
    }

    RecordId recordId(int index) {
        return new RecordId(id.value() * 100 + index);
    }
}
