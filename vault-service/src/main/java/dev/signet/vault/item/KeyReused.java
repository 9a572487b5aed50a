package dev.signet.vault.item;

/** Another payload was stored under this id and this key. */
final class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1;
}
