package dev.signet.audit.search;

/**
 * The numbers {@code [first, end)}.
 */
public record SeqRange(long first, long end) {
    /** This number of it; nothing if it is not in it. */
    SeqRange only(long seq) {
        return new SeqRange(Math.max(first, seq), Math.min(end, seq + 1));
    }

    boolean isEmpty() {
        return first >= end;
    }

    long length() {
        return Math.max(0, end - first);
    }
}
