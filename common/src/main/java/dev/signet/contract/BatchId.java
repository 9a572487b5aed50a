package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a batch, a contiguous range of records signed with one key. A string on the wire, so that no reader rounds it. */
public record BatchId(long value) implements Comparable<BatchId> {
    public BatchId {
        if (value < 1) {
            throw new IllegalArgumentException("a batch id is a positive number, not " + value);
        }
    }

    /** Reads the decimal digits; anything else is an {@link IllegalArgumentException}. */
    @JsonCreator
    public static BatchId of(String digits) {
        return new BatchId(Long.parseLong(digits));
    }

    @Override
    public int compareTo(BatchId other) {
        return Long.compare(value, other.value);
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
