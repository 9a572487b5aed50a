package dev.signet.vault.key;

import dev.signet.contract.Bytes;

/** Stands for an id wherever something is kept: the same for the same id, and nobody finds the id from it. */
public record Locator(Bytes value) {
    private static final int SHOWN = 8;

    /** So much of it as events and logs may tell. */
    public String prefix() {
        return value.toBase64Url().substring(0, SHOWN);
    }

    @Override
    public String toString() {
        return prefix();
    }
}
