package dev.signet.collection.record;

/** Where a record stands, as its batch says. */
enum RecordStatus {
    SIGNED,
    /** In a batch that is still open, or in none yet. */
    UNSIGNED,
    /** Could not be signed; its batch says why. */
    QUARANTINED
}
