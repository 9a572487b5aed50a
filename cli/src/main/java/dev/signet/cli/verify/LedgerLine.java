package dev.signet.cli.verify;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger: an event of a key's life, or a lease with its grant and its close.
 *
 * @param type {@code key} or {@code lease}; what belongs to the other type is absent
 */
record LedgerLine(
        String type,
        long tick,
        @Nullable String event,
        String keyId,
        @Nullable String leaseId,
        @Nullable String batchId,
        long token,
        @Nullable String state,
        @Nullable String outcome,
        long grantTick,
        @Nullable Long closeTick) {

    LedgerLine {
        requireNonNull(type, "type");
        requireNonNull(keyId, "keyId");
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
