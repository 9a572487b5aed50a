package dev.signet.collection.keyring;

import dev.signet.contract.KeyringName;

/**
 * A keyring as the tables know it.
 *
 * @param number its records have the ids from {@code number}·2^40 on, 2^40 of them
 */
public record Keyring(int number, KeyringName name) {
    private static final int WIDTH = 40;

    /** The one that is always there. */
    public static final Keyring DEFAULT = new Keyring(0, KeyringName.DEFAULT);

    /** No record of it has a smaller id. */
    public long first() {
        return (long) number << WIDTH;
    }

    /** All records of it have smaller ids. */
    public long past() {
        return (number + 1L) << WIDTH;
    }

    /** Whose ids these are. */
    static int numberOf(long recordId) {
        return Math.toIntExact(recordId >> WIDTH);
    }
}
