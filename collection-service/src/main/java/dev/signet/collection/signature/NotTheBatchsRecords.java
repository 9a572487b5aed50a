package dev.signet.collection.signature;

/** Signatures were sent for records that do not exist: nothing was stored. */
class NotTheBatchsRecords extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotTheBatchsRecords(String reason) {
        super(reason);
    }
}
