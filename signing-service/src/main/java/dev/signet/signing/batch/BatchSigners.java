package dev.signet.signing.batch;

import dev.signet.platform.crypto.RecordSigner;
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
        return grant.reply().staysWithKeyService()
                ? new RemoteSigner(keys, grant.reply().leaseId())
                : new OwnSigner(open(grant));
    }

    private RecordSigner open(Grant grant) {
        var pkcs8 = grant.keyPair().open(grant.reply(), grant.head().batchId());
        try {
            return own.open(grant.reply().algorithm(), grant.reply().keyId(), pkcs8);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }
}
