package dev.signet.key.browse;

import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.platform.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The keyring at work, for people. */
@RestController
@RequestMapping("/api/v1")
class KeyringController {
    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Instant FAR_AHEAD = Instant.parse("9999-01-01T00:00:00Z");

    private final RankedKeys keys;
    private final RecentLeases leases;

    KeyringController(RankedKeys keys, RecentLeases leases) {
        this.keys = keys;
        this.leases = leases;
    }

    /** Of one keyring, from the least recently used key on; the first free one is its next to be leased. */
    @GetMapping("/keyring/keys")
    Page<RankedKey> keys(
            @RequestParam(defaultValue = "default") KeyringName keyring,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return keys.page(keyring, Page.after(cursor, 0), Page.limit(limit));
    }

    /** Of all keys, the newest first; the ledger at /api/v1/leases has them all in order. */
    @GetMapping("/keyring/leases")
    Page<LeaseView> leases(
            @RequestParam(defaultValue = "100") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return leases.ofAll(Page.after(cursor, Long.MAX_VALUE), Page.limit(limit));
    }

    /** Of one key, the newest first: those that were open at some moment between {@code from} and {@code to}. */
    @GetMapping("/keys/{id}/leases")
    Page<LeaseView> leases(
            @PathVariable KeyId id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return leases.ofOne(
                id,
                between(from == null ? LONG_AGO : from),
                between(to == null ? FAR_AHEAD : to),
                Page.after(cursor, Long.MAX_VALUE),
                Page.limit(limit));
    }

    // The database knows a shorter eternity than Java.
    private static Instant between(Instant time) {
        return time.isBefore(LONG_AGO) ? LONG_AGO : time.isAfter(FAR_AHEAD) ? FAR_AHEAD : time;
    }
}
