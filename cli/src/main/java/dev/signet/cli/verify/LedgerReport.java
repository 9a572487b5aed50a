package dev.signet.cli.verify;

import java.util.List;

/**
 * What a check of the ledger found.
 *
 * @param records how many there are, the quarantined ones included
 * @param signed signatures that were read
 * @param verified those of them that are right
 * @param unverified those that are not
 * @param unknownKey those of the unverified whose key is not published
 * @param unsigned records without a signature that are not quarantined either
 * @param doubleSigned records that occur twice, or out of order, among the signatures
 * @param concurrentKeyUse grants of a key that was not free
 * @param mixedKeyBatches batches signed with more than one use of a key
 * @param lruViolations grants of a key while a less recently used one was free
 * @param inconsistencies places where ledger, batches and signatures contradict each other
 * @param pending records whose batch was not signed yet when the data were taken
 * @param takenOff records whose signatures were taken off, and are not counted above
 * @param keysUsed keys that have signed at least one batch
 * @param provider what verified
 * @param problems the first of them, one sentence each
 */
public record LedgerReport(
        long records,
        long quarantined,
        long signed,
        long verified,
        long unverified,
        long unknownKey,
        long unsigned,
        long doubleSigned,
        long concurrentKeyUse,
        long mixedKeyBatches,
        long lruViolations,
        long inconsistencies,
        long pending,
        long takenOff,
        long batches,
        long keysUsed,
        Leases leases,
        String provider,
        List<String> problems) {

    public LedgerReport {
        problems = List.copyOf(problems);
    }

    /** Leases by how they ended: with their signatures stored, or without. */
    public record Leases(long stored, long fenced) {}

    /** Whether every rule was kept. */
    public boolean holds() {
        return problemCount() == 0;
    }

    public long problemCount() {
        return unverified
                + unsigned
                + doubleSigned
                + concurrentKeyUse
                + mixedKeyBatches
                + lruViolations
                + inconsistencies;
    }
}
