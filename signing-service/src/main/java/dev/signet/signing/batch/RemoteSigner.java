package dev.signet.signing.batch;

import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.LeaseId;
import dev.signet.signing.batch.HeldLease.LeaseOver;
import java.util.ArrayList;
import java.util.List;

/** Has key-service sign under the lease, many records in one call. */
record RemoteSigner(KeyService keys, LeaseId lease) implements BatchSigner {
    // Signed well within a call's time, with the slowest algorithm on a slow machine too.
    private static final int MOST_RECORDS = 100;
    private static final int MOST_BYTES = 512 << 10;

    @Override
    public List<Frame> next(BatchStream batch) {
        var records = new ArrayList<Frame>();
        for (var bytes = 0; records.size() < MOST_RECORDS && bytes < MOST_BYTES; ) {
            var record = batch.next();
            if (record.isEmpty()) {
                break;
            }
            records.add(record.get());
            bytes += record.get().content().length();
        }
        return records;
    }

    @Override
    public List<byte[]> sign(List<Frame> records) {
        return keys.sign(lease, records).orElseThrow(() -> new LeaseOver("the lease is not in force", true));
    }
}
