package dev.signet.key.lease;

import dev.signet.contract.BatchId;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseUse;
import dev.signet.key.sealing.KeySeal;

/** What the database says to a request for a lease. No decision at all means: no key is free, wait. */
sealed interface Decision {
    /**
     * @param key which key it is, and {@code sealed} its private key as it is stored
     * @param remainingMillis how long the lease lasts, counted from when the request arrived
     */
    record Granted(LeaseUse use, BatchId batchId, KeySeal.Identity key, KeySeal.Sealed sealed, long remainingMillis)
            implements Decision {
        Granted afterWaiting(long millis) {
            return new Granted(use, batchId, key, sealed, remainingMillis + millis);
        }

        /** What is handed over for it is bound to this. */
        byte[] binding() {
            return LeaseReply.binding(use.leaseId(), use.keyId(), use.token(), batchId);
        }
    }

    /** Another lease for the batch is open. */
    record Busy(long remainingMillis) implements Decision {}

    /** The batch is signed. */
    record Done(LeaseUse use) implements Decision {}

    /** A lease was granted before upon the order for this handing out of the batch, or for a later one. */
    record Spent() implements Decision {}

    /** No key came free in time. */
    record NoKey() implements Decision {}

    /** It was not decided when others of the same call were. */
    record NotYet() implements Decision {}

    /** This request had a lease, and it is over. */
    record Gone(LeaseUse use) implements Decision {}

    /** This request came before, for another batch or with another public key. */
    record Conflict() implements Decision {}
}
