package dev.signet.signing.batch;

import dev.signet.contract.FrameReader.Frame;
import dev.signet.platform.crypto.RecordSigner;
import java.util.List;

/** Signs with the key that this worker has, one record after the other: between any two the lease may run out. */
record OwnSigner(RecordSigner key) implements BatchSigner {
    @Override
    public List<Frame> next(BatchStream batch) {
        return batch.next().map(List::of).orElse(List.of());
    }

    @Override
    public List<byte[]> sign(List<Frame> records) {
        var record = records.getFirst();
        return List.of(key.sign(record.recordId(), record.content()));
    }
}
