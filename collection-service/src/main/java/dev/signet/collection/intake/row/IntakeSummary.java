package dev.signet.collection.intake.row;

import dev.signet.collection.intake.type.IntakeType.Search;
import java.util.Optional;

/**
 * What became of a type's messages: received = stored + duplicates + parked.
 *
 * @param duplicates messages that had been stored before
 * @param parked messages that can be no record; one that comes again counts again
 * @param search which fields its rows are found by; absent for a type that is not configured any more
 */
record IntakeSummary(String type, long received, long stored, long duplicates, long parked, Optional<Search> search) {
    static IntakeSummary nothingYet(String type) {
        return new IntakeSummary(type, 0, 0, 0, 0, Optional.empty());
    }

    IntakeSummary foundBy(Search fields) {
        return new IntakeSummary(type, received, stored, duplicates, parked, Optional.of(fields));
    }
}
