package dev.signet.audit.search;

/**
 * The numbers {@code [first, end)}.
 */
public record SeqRange(long first, long end) {
    boolean isEmpty() {
        return first >= end;
    }

    long length() {
        return Math.max(0, end - first);
    }
}
