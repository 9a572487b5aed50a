package dev.signet.cli.verify;

/** What a finding speaks against. */
enum Rule {
    /** Every record has a signature. */
    SIGNED,
    /** No record has two. */
    SIGNED_ONCE,
    /** Every signature verifies. */
    VERIFIED,
    /** The key of every signature is published. */
    KEY_KNOWN,
    /** A key is never in use by two batches. */
    KEY_ALONE,
    /** One key, used once, signs a whole batch. */
    ONE_KEY_PER_BATCH,
    /** The key taken is the least recently used of the free ones of its keyring. */
    LEAST_RECENTLY_USED,
    /** Ledger, batches and signatures tell the same story. */
    CONSISTENT
}
