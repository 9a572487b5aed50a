package dev.signet.bench.limits;

import dev.signet.bench.contest.Contestant;
import dev.signet.bench.contest.Ground;
import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.util.Collections;
import java.util.Random;

/** Signs from memory and stores nothing: the limit that the processors set. */
public final class SigningAlone implements Contestant {
    private final Ground ground;
    private final Signers signers;
    private final byte[] payload;

    public SigningAlone(Ground ground) {
        this.ground = ground;
        this.signers = new Signers(ground.workload());
        this.payload = new byte[ground.workload().payloadBytes()];
        new Random(1).nextBytes(payload);
    }

    @Override
    public void load() {}

    @Override
    public void run() throws Exception {
        var workload = ground.workload();
        Batches.each(workload.batches(), Collections.nCopies(workload.threads(), this::sign));
    }

    private void sign(int batch) {
        var signer = signers.open(batch);
        var content = Bytes.wrap(payload);
        var first = (long) batch * ground.workload().batchSize();
        for (var i = 1; i <= ground.workload().batchSize(); i++) {
            signer.sign(new RecordId(first + i), content);
        }
    }

    @Override
    public long signatures() {
        return -1;
    }

    @Override
    public void close() {}
}
