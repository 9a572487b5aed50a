package dev.signet.signing.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.StoreSignatures;
import dev.signet.signing.batch.Times.Moment;
import dev.signet.signing.crypto.LeaseKeyPair;
import java.time.Duration;
import java.util.Optional;

/**
 * A lease as this worker got it.
 *
 * @param keyPair to which its private key is sealed
 * @param asked when the call began that was answered with it
 * @param waited how long it took to get
 */
record Grant(
        Delivery delivery,
        BatchHead head,
        LeaseReply.Granted reply,
        LeaseKeyPair keyPair,
        Moment asked,
        Duration waited) {
    LeaseUse use() {
        return new LeaseUse(reply.leaseId(), reply.keyId(), reply.token());
    }

    StoreSignatures storeHead(Optional<String> traceparent) {
        return new StoreSignatures(
                head.batchId(),
                reply.leaseId(),
                reply.keyId(),
                reply.token(),
                reply.algorithm(),
                reply.grant(),
                traceparent);
    }
}
