package dev.signet.cli.verify;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger: an event of a key's life, or a lease with its grant and its close. The first may say instead from which tick on the
 * ledger is complete.
 *
 * @param type {@code key}, {@code lease} or {@code begin}; what belongs to the other types is absent
 * @param keyring of a key that comes in; absent where it is the default one, and in ledgers of before there were several
 */
record LedgerLine(
        String type,
        long tick,
        @Nullable String event,
        String keyId,
        @Nullable String keyring,
        @Nullable String leaseId,
        @Nullable String batchId,
        long token,
        @Nullable String state,
        @Nullable String outcome,
        long grantTick,
        @Nullable Long closeTick) {
    private static final String BEGIN = "begin";
    static final String DEFAULT_KEYRING = "default";

    LedgerLine {
        requireNonNull(type, "type");
        keyId = BEGIN.equals(type) ? "" : requireNonNull(keyId, "keyId");
        keyring = keyring == null ? DEFAULT_KEYRING : keyring;
    }

    boolean isBegin() {
        return BEGIN.equals(type);
    }

    boolean isLease() {
        return "lease".equals(type);
    }

    boolean isOpen() {
        return isLease() && !"CLOSED".equals(state);
    }

    /** Where the line stands in the ledger's order. */
    long at() {
        return isLease() ? grantTick : tick;
    }
}
