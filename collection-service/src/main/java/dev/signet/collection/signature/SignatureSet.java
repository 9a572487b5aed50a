package dev.signet.collection.signature;

import dev.signet.contract.FrameReader;
import dev.signet.contract.RecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The signatures of one batch, in ascending order of record id: what a worker sends to be stored. */
record SignatureSet(List<FrameReader.Frame> signatures) {
    private static final int MOST = 10_000;

    SignatureSet {
        signatures = List.copyOf(signatures);
    }

    /** Reads the rest of a framed body, whose head has been read. */
    static SignatureSet read(FrameReader frames) throws IOException {
        var signatures = new ArrayList<FrameReader.Frame>();
        Optional<RecordId> previous = Optional.empty();
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            var id = frame.get().recordId();
            if (previous.isPresent() && previous.get().compareTo(id) >= 0) {
                throw new NotTheBatchsRecords("the record ids must ascend, but " + id + " follows " + previous.get());
            }
            if (signatures.size() == MOST) {
                throw new NotTheBatchsRecords("a batch has at most " + MOST + " records");
            }
            signatures.add(frame.get());
            previous = Optional.of(id);
        }
        return new SignatureSet(signatures);
    }

    int size() {
        return signatures.size();
    }

    long[] recordIds() {
        return signatures.stream().mapToLong(frame -> frame.recordId().value()).toArray();
    }

    byte[][] contents() {
        return signatures.stream().map(frame -> frame.content().unsafeArray()).toArray(byte[][]::new);
    }
}
