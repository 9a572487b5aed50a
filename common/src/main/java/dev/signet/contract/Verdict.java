package dev.signet.contract;

/** What became of one use of a key, as collection-service has recorded it for ever. */
public enum Verdict {
    /** The signatures made under it are stored. */
    STORED,
    /** No signature made under it can be stored any more. */
    FENCED
}
