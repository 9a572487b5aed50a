package dev.signet.contract;

/**
 * The answer of {@code GET /api/v1/keyring/summary} on key-service.
 *
 * @param free keys that may be leased now
 * @param leased keys in use
 * @param disabled keys taken out of use
 * @param tick how many grants, closes, imports, enables and disables there have been
 * @param stored leases that ended with their signatures stored
 * @param fenced leases that ended without
 * @param checkedThroughTick the ledger has been replayed so far; the two counts below are of that part
 * @param concurrentKeyUse how often a key was granted while it was in use (must be 0)
 * @param lruViolations how often a key was granted while a less recently used one was free (must be 0)
 */
public record KeyringSummary(
        int free,
        int leased,
        int disabled,
        long tick,
        long stored,
        long fenced,
        long checkedThroughTick,
        long concurrentKeyUse,
        long lruViolations) {
    /** How many keys can be in use at once. */
    public int usable() {
        return free + leased;
    }
}
