package dev.signet.vault.item;

/** More than is stored under one key. */
final class PayloadTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;
}
