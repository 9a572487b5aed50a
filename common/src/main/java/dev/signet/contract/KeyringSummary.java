package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The answer of {@code GET /api/v1/keyring/summary} on key-service.
 *
 * @param free keys of all keyrings that may be leased now
 * @param leased keys in use
 * @param disabled keys taken out of use
 * @param tick how many grants, closes, imports, enables and disables there have been
 * @param stored leases that ended with their signatures stored
 * @param fenced leases that ended without
 * @param checkedThroughTick the ledger has been replayed so far; the two counts below are of that part
 * @param concurrentKeyUse how often a key was granted while it was in use (must be 0)
 * @param lruViolations how often a key was granted while a less recently used one of its keyring was free (must be 0)
 * @param keyrings each with the keys it has, by name; absent in an answer of a version that knew one keyring
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
        long lruViolations,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<Keys>> keyrings) {
    public KeyringSummary {
        keyrings = keyrings.map(List::copyOf);
    }

    /** How many keys can be in use at once, in all keyrings. */
    public int usable() {
        return free + leased;
    }

    /**
     * The keys of one keyring.
     *
     * @param free keys that may be leased now
     * @param leased keys in use
     * @param disabled keys taken out of use
     */
    public record Keys(KeyringName keyring, int free, int leased, int disabled) {
        /** How many keys can be in use at once. */
        public int usable() {
            return free + leased;
        }
    }

    /** What this keyring has; none at all when nobody gave it a key. */
    public Keys of(KeyringName keyring) {
        return keyrings.orElseGet(() -> List.of(new Keys(KeyringName.DEFAULT, free, leased, disabled))).stream()
                .filter(keys -> keys.keyring().equals(keyring))
                .findFirst()
                .orElse(new Keys(keyring, 0, 0, 0));
    }
}
