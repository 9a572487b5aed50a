package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a run, the signing of a set of records under one batch size. A string on the wire, so that no reader rounds it. */
public record RunId(long value) implements Comparable<RunId> {
    public RunId {
        if (value < 1) {
            throw new IllegalArgumentException("a run id is a positive number, not " + value);
        }
    }

    /** Reads the decimal digits; anything else is an {@link IllegalArgumentException}. */
    @JsonCreator
    public static RunId of(String digits) {
        return new RunId(Long.parseLong(digits));
    }

    @Override
    public int compareTo(RunId other) {
        return Long.compare(value, other.value);
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
