package dev.signet.collection.export;

import dev.signet.contract.RecordId;

/** The record is there, its signature is not. */
final class NotSigned extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotSigned(RecordId id) {
        super("Record " + id + " is not signed; its batch says where it stands.");
    }
}
