package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a record; records are ordered by it. A string on the wire, so that no reader rounds it. */
public record RecordId(long value) implements Comparable<RecordId> {
    public RecordId {
        if (value < 1) {
            throw new IllegalArgumentException("a record id is a positive number, not " + value);
        }
    }

    /** Reads the decimal digits; anything else is an {@link IllegalArgumentException}. */
    @JsonCreator
    public static RecordId of(String digits) {
        return new RecordId(Long.parseLong(digits));
    }

    @Override
    public int compareTo(RecordId other) {
        return Long.compare(value, other.value);
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
