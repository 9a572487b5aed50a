package dev.signet.collection.signature;

import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.StoreSignatures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The signatures of one batch and the lease that they were made under: what a worker sends to be stored. */
record SignatureSet(StoreSignatures lease, List<Frame> signatures) {
    private static final int MOST = 10_000;

    SignatureSet {
        signatures = List.copyOf(signatures);
    }

    /** Reads the rest of a framed body, whose head has been read. */
    static SignatureSet read(StoreSignatures lease, FrameReader frames) throws IOException {
        var signatures = new ArrayList<Frame>();
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            if (signatures.size() == MOST) {
                throw new IOException("a batch has at most " + MOST + " records");
            }
            signatures.add(frame.get());
        }
        return new SignatureSet(lease, signatures);
    }

    BatchId batchId() {
        return lease.batchId();
    }

    /** What can never be stored, as no batch is empty, but can still be told what became of its lease. */
    SignatureSet withoutSignatures() {
        return new SignatureSet(lease, List.of());
    }

    /** As many as the batch has records, each another one of its range. Whether they all exist, the insert finds out. */
    boolean fits(BatchHead batch) {
        return signatures.size() == batch.size()
                && ascends()
                && signatures.getFirst().recordId().compareTo(batch.firstRecordId()) >= 0
                && signatures.getLast().recordId().compareTo(batch.lastRecordId()) <= 0;
    }

    private boolean ascends() {
        for (var i = 1; i < signatures.size(); i++) {
            if (signatures.get(i - 1).recordId().compareTo(signatures.get(i).recordId()) >= 0) {
                return false;
            }
        }
        return true;
    }
}
