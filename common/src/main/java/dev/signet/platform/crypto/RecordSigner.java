package dev.signet.platform.crypto;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;

/** Signs the records of one batch with one key. Belongs to one thread. */
@FunctionalInterface
public interface RecordSigner {
    /** The bare signature over the record's {@linkplain SigningInput signing input}; throws {@link CannotSign}. */
    byte[] sign(RecordId id, Bytes payload);
}
