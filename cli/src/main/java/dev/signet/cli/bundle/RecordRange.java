package dev.signet.cli.bundle;

/** The records that a bundle is about, where it is not about all. A batch that reaches over an end is in it as a whole. */
public record RecordRange(long first, long last) {
    public RecordRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("records %d to %d are no range".formatted(first, last));
        }
    }

    public boolean overlaps(long from, long to) {
        return from <= last && to >= first;
    }

    /** Both, and what lies between. */
    public RecordRange with(long from, long to) {
        return new RecordRange(Math.min(first, from), Math.max(last, to));
    }
}
