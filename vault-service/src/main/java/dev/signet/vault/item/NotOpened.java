package dev.signet.vault.item;

/** There is no such item, or the key is not its key: which of the two is told to nobody. */
final class NotOpened extends RuntimeException {
    private static final long serialVersionUID = 1;
}
