package dev.signet.collection.intake.row;

/**
 * What became of a type's messages: received = stored + duplicates + parked.
 *
 * @param duplicates messages that had been stored before
 * @param parked messages that can be no record; one that comes again counts again
 */
record IntakeSummary(String type, long received, long stored, long duplicates, long parked) {
    static IntakeSummary nothingYet(String type) {
        return new IntakeSummary(type, 0, 0, 0, 0);
    }
}
