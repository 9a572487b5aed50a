package dev.signet.signing.batch;

import dev.signet.contract.Bytes;
import dev.signet.platform.crypto.RecordSigners;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Finds who makes the signatures under a lease: this worker, if the key was handed to it, or key-service. */
@Component
class BatchSigners {
    private final RecordSigners own;
    private final KeyService keys;

    BatchSigners(RecordSigners own, KeyService keys) {
        this.own = own;
        this.keys = keys;
    }

    BatchSigner of(Grant grant) {
        var reply = grant.reply();
        var sealed = grant.keyPair().open(reply, grant.head().batchId());
        try {
            return reply.keyStays()
                    ? new RemoteSigner(keys, reply.leaseId(), Bytes.copyOf(sealed), reply.algorithm())
                    : new OwnSigner(own.open(reply.algorithm(), reply.keyId(), sealed));
        } finally {
            Arrays.fill(sealed, (byte) 0);
        }
    }
}
