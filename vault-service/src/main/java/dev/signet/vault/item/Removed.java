package dev.signet.vault.item;

/** The version that this key was of is removed. Only who has the key learns it. */
final class Removed extends RuntimeException {
    private static final long serialVersionUID = 1;
}
