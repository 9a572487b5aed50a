package dev.signet.collection.intake;

import dev.signet.collection.intake.row.TypedRow;
import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A message that can be a record.
 *
 * @param keyring whose keys are to sign it
 * @param identity what it is known by when it comes again
 * @param formerIdentities what it would be known by if it had come while an older version masked
 * @param payload what is stored and signed
 * @param row what a typed one is found by
 */
record Arrival(
        IncomingMessage message,
        Keyring keyring,
        String identity,
        List<String> formerIdentities,
        Bytes payload,
        Optional<TypedRow> row) {
    Arrival {
        formerIdentities = List.copyOf(formerIdentities);
    }
}
