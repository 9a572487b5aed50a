package dev.signet.vault.item;

/** The id has as many versions as it may have. */
final class TooManyVersions extends RuntimeException {
    private static final long serialVersionUID = 1;
}
