package dev.signet.platform.crypto;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;

/** Checks signatures of records by one public key. Belongs to one thread. */
@FunctionalInterface
public interface RecordVerifier {
    /** Whether this is the key's signature over the record's {@linkplain SigningInput signing input}. */
    boolean verifies(RecordId id, Bytes payload, Bytes signature);
}
