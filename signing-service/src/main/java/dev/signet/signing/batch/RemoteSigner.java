package dev.signet.signing.batch;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.LeaseId;
import dev.signet.signing.batch.HeldLease.LeaseOver;
import java.util.ArrayList;
import java.util.List;

/** Has key-service sign under the lease, many records in one call. */
record RemoteSigner(KeyService keys, LeaseId lease, Bytes handle, Algorithm algorithm) implements BatchSigner {
    private static final int MOST_BYTES = 512 << 10;

    // Signed well within a call's time, also when as many calls as there are batches under way wait for their turn.
    private int mostRecords() {
        return switch (algorithm) {
            case ED25519, ES256 -> 100;
            case PS256, ML_DSA_65 -> 20;
        };
    }

    @Override
    public List<Frame> next(BatchStream batch) {
        var records = new ArrayList<Frame>();
        for (var bytes = 0; records.size() < mostRecords() && bytes < MOST_BYTES; ) {
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
        return keys.sign(lease, handle, records).orElseThrow(() -> new LeaseOver("the lease is not in force", true));
    }
}
