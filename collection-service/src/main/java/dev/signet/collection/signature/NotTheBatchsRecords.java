package dev.signet.collection.signature;

/** The signatures sent are not exactly one for each record of the batch: nothing was stored. */
class NotTheBatchsRecords extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotTheBatchsRecords(String reason) {
        super(reason);
    }
}
